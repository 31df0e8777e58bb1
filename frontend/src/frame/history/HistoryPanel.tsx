import { Search, X } from 'lucide-react';
import { useLayoutEffect, useRef } from 'react';

import { useWords } from '../i18n/context';
import type { HistoryActions, ViewOptions } from '../state/store';
import type { ThreadState } from '../state/types';
import { Icon } from '../ui/Icon';
import { IconButton } from '../ui/IconButton';
import { isComposing } from '../ui/keyboard';
import styles from './History.module.css';
import { HistoryBody } from './HistoryBody';
import { moveFocus } from './moveFocus';
import type { HistoryState } from './state';

export type HistoryPanelProps = {
  history: HistoryState;
  thread: ThreadState;
  options: ViewOptions['history'];
  /** The panel covers the chat, which is out of reach meanwhile. */
  modal: boolean;
  actions: HistoryActions;
};

/** The user's conversations beside the chat, or over it where there is no room. */
export default function HistoryPanel(props: HistoryPanelProps) {
  const { history, modal, actions } = props;
  const words = useWords();
  const field = useRef<HTMLInputElement>(null);

  // Before the panel is seen: what is typed at once belongs in it.
  useLayoutEffect(() => {
    // A host that opens the panel from the page around must not lose its own focus.
    if (document.hasFocus()) field.current?.focus();
  }, []);

  return (
    <>
      {modal && <div className={styles.scrim} onClick={actions.hide} aria-hidden />}
      <div
        className={styles.panel}
        data-modal={modal}
        role={modal ? 'dialog' : 'complementary'}
        aria-modal={modal || undefined}
        aria-label={words.history.title}
        onKeyDown={(event) => {
          if (isComposing(event.nativeEvent)) return;
          if (event.key === 'Escape') {
            event.preventDefault();
            if (history.query === '') actions.hide();
            else actions.search('');
          } else if (moveFocus(event.currentTarget, event.key)) event.preventDefault();
        }}
      >
        <div className={styles.top}>
          <h2 className={styles.title}>{words.history.title}</h2>
          <IconButton
            icon={X}
            label={words.history.close}
            tooltip="below"
            size={18}
            onClick={actions.hide}
          />
        </div>
        <div className={styles.search}>
          <Icon of={Search} size={16} />
          <input
            ref={field}
            type="text"
            role="searchbox"
            dir="auto"
            aria-label={words.history.search}
            placeholder={words.history.search}
            value={history.query}
            onChange={(event) => {
              actions.search(event.target.value);
            }}
          />
          {history.query !== '' && (
            <IconButton
              icon={X}
              label={words.history.clearSearch}
              tooltip="below"
              size={14}
              className={styles.clear}
              onClick={() => {
                actions.search('');
                field.current?.focus();
              }}
            />
          )}
        </div>
        <HistoryBody {...props} />
      </div>
    </>
  );
}

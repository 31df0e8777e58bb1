import { History, Minus, Search, SquarePen } from 'lucide-react';
import { lazy, memo, Suspense } from 'react';

import { useWords } from '../i18n/context';
import type { AssistantInfo, ChatActions, ViewOptions } from '../state/store';
import a11y from './a11y.module.css';
import { Avatar } from './Avatar';
import { chatName } from './chatName';
import styles from './Header.module.css';
import { IconButton } from './IconButton';
import { ThreadTitle } from './ThreadTitle';

const HeaderAction = lazy(() => import('./HeaderAction'));

type Props = {
  assistant: AssistantInfo | null;
  options: Pick<ViewOptions, 'header' | 'history'>;
  threadTitle: string | null;
  conversationId: string | null;
  historyOpen: boolean;
  /** The chat can be left to a pet. */
  minimizable: boolean;
  ready: boolean;
  /** There are messages in which words can be found. */
  onFind: (() => void) | null;
  actions: ChatActions;
};

export const Header = memo(function Header(props: Props) {
  const { assistant, options, threadTitle, conversationId, ready, actions } = props;
  const { historyOpen, minimizable, onFind } = props;
  const words = useWords();
  const { showTitle, leftIcon, rightIcon } = options.header;
  const name = chatName(options.header, assistant, words);
  const custom = (side: 'left' | 'right', icon: string | null) =>
    icon !== null && (
      <Suspense fallback={<span className={styles.slot} />}>
        <HeaderAction
          name={icon}
          side={side}
          onClick={() => {
            actions.clickHeaderIcon(side);
          }}
        />
      </Suspense>
    );
  return (
    <header className={styles.header}>
      {custom('left', leftIcon)}
      <div className={styles.identity}>
        {showTitle ? (
          <>
            <Avatar assistant={assistant} size="small" />
            <div className={styles.titles}>
              <h1 className={styles.name} dir="auto">
                {name}
              </h1>
              {threadTitle !== null && (
                <ThreadTitle
                  key={conversationId}
                  title={threadTitle}
                  conversationId={options.history.canRename ? conversationId : null}
                  onRename={actions.history.rename}
                />
              )}
            </div>
          </>
        ) : (
          <h1 className={a11y.hidden}>{name}</h1>
        )}
      </div>
      <div className={styles.buttons}>
        {onFind && (
          <span className={styles.find}>
            <IconButton
              icon={Search}
              label={words.find.title}
              tooltip="below"
              size={18}
              onClick={onFind}
            />
          </span>
        )}
        {options.history.enabled && (
          <>
            <IconButton
              icon={History}
              label={words.history.title}
              tooltip="below"
              size={18}
              disabled={!ready}
              expanded={historyOpen}
              onClick={historyOpen ? actions.history.hide : actions.history.show}
            />
            <IconButton
              icon={SquarePen}
              label={words.newChat}
              tooltip="below"
              size={18}
              disabled={!ready}
              onClick={actions.newThread}
            />
          </>
        )}
        {minimizable && (
          <IconButton
            icon={Minus}
            label={words.minimize}
            tooltip="below"
            size={18}
            onClick={actions.minimize}
          />
        )}
        {custom('right', rightIcon)}
      </div>
    </header>
  );
});

import { ArrowDown } from 'lucide-react';
import { lazy, type ReactNode, Suspense, useRef, useState } from 'react';

import { useWords } from '../i18n/context';
import type { ChatActions, ViewOptions } from '../state/store';
import type { Message, ThreadState } from '../state/types';
import a11y from './a11y.module.css';
import { QuoteButton } from './actions/QuoteButton';
import { IconButton } from './IconButton';
import styles from './Thread.module.css';
import { MessageList } from './thread/MessageList';
import { useAnnouncements } from './useAnnouncements';
import { useStickToBottom } from './useStickToBottom';

const FindBar = lazy(() => import('../find/FindBar'));

type Props = {
  threadId: string | null;
  messages: readonly Message[];
  older: ThreadState['older'];
  running: boolean;
  /** The running answer may be given further messages. */
  steerable: boolean;
  /** Words are being looked for in the messages. */
  finding: boolean;
  onFound: () => void;
  /** The user's message that is being edited. */
  editing: string | null;
  options: ViewOptions['messageActions'];
  actions: ChatActions;
  /** Stands in the place of the messages, or below them. */
  children?: ReactNode;
};

export function Thread(props: Props) {
  const {
    threadId,
    messages,
    older,
    running,
    steerable,
    finding,
    onFound,
    editing,
    options,
    actions,
    children,
  } = props;
  const words = useWords();
  const viewport = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const lastQuestion = messages.findLast((message) => message.role === 'user');
  const turn = `${threadId ?? ''} ${lastQuestion?.id ?? ''}`;
  const { atEnd, jumpToEnd, leaveEnd } = useStickToBottom(viewport, content, turn);
  const [found, setFound] = useState<string | null>(null);
  const announcement = useAnnouncements(messages);

  return (
    <div className={styles.frame}>
      <div ref={viewport} className={styles.viewport}>
        <div ref={content} className={styles.content}>
          <MessageList
            viewport={viewport}
            messages={messages}
            older={older}
            running={running}
            steerable={steerable}
            editing={editing}
            found={found}
            options={options}
            actions={actions}
          />
          {children}
          <QuoteButton content={content} onQuote={actions.addReference} />
        </div>
      </div>
      {finding && (
        <Suspense>
          <FindBar
            viewport={viewport}
            messages={messages}
            older={older}
            loadOlder={actions.loadOlder}
            onShow={setFound}
            onMove={leaveEnd}
            onClose={() => {
              setFound(null);
              onFound();
            }}
          />
        </Suspense>
      )}
      <div className={styles.jump} data-shown={!atEnd} inert={atEnd}>
        <IconButton
          icon={ArrowDown}
          label={words.jumpToLatest}
          onClick={jumpToEnd}
          className={styles.jumpButton}
        />
      </div>
      <div role="status" className={a11y.hidden}>
        {announcement}
      </div>
    </div>
  );
}

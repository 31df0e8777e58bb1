import { ArrowDown } from 'lucide-react';
import { type ReactNode, useRef } from 'react';

import { useWords } from '../i18n/context';
import { isQueued } from '../state/queue';
import type { ChatActions, ViewOptions } from '../state/store';
import type { Message } from '../state/types';
import a11y from './a11y.module.css';
import { QuoteButton } from './actions/QuoteButton';
import { AssistantMessage } from './AssistantMessage';
import { IconButton } from './IconButton';
import styles from './Thread.module.css';
import { useAnnouncements } from './useAnnouncements';
import { UserMessage } from './UserMessage';
import { useStickToBottom } from './useStickToBottom';

type Props = {
  threadId: string | null;
  messages: readonly Message[];
  running: boolean;
  /** The running answer may be given further messages. */
  steerable: boolean;
  /** The user's message that is being edited. */
  editing: string | null;
  options: ViewOptions['messageActions'];
  actions: ChatActions;
  /** Stands in the place of the messages, or below them. */
  children?: ReactNode;
};

export function Thread(props: Props) {
  const { threadId, messages, running, steerable, editing, options, actions, children } = props;
  const words = useWords();
  const viewport = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const newest = messages.findLast((message) => !isQueued(message));
  const lastQuestion = messages.findLast((message) => message.role === 'user');
  const turn = `${threadId ?? ''} ${lastQuestion?.id ?? ''}`;
  const { atEnd, jumpToEnd } = useStickToBottom(viewport, content, turn);
  const announcement = useAnnouncements(messages);

  return (
    <div className={styles.frame}>
      <div ref={viewport} className={styles.viewport}>
        <div ref={content} className={styles.content}>
          {/* Announced below in sentences: a log that speaks each token is unbearable. */}
          <div
            role="log"
            aria-label={words.conversation}
            aria-live="off"
            className={styles.messages}
            data-empty={messages.length === 0}
          >
            {messages.map((message) => {
              const last = message === newest;
              return message.role === 'user' ? (
                <UserMessage
                  key={message.id}
                  message={message}
                  editing={editing === message.id}
                  editable={!running}
                  steerable={steerable}
                  actions={actions}
                />
              ) : (
                <AssistantMessage
                  key={message.id}
                  message={message}
                  last={last}
                  options={options}
                  actions={actions}
                  onRetry={last && !running ? actions.retry : null}
                />
              );
            })}
          </div>
          {children}
          <QuoteButton content={content} onQuote={actions.addReference} />
        </div>
      </div>
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

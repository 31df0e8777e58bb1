import { SquarePen } from 'lucide-react';

import { useWords } from '../i18n/context';
import type { ChatActions, ChatSnapshot } from '../state/store';
import styles from './ChatView.module.css';
import { Notice } from './Notice';
import { Skeleton } from './Skeleton';
import { StartScreen } from './StartScreen';
import { TextButton } from './TextButton';

type Props = { snapshot: ChatSnapshot; actions: ChatActions };

/** What stands in the place of the messages, or below them when there are some. */
export function ChatBody({ snapshot, actions }: Props) {
  const words = useWords();
  const { connection, thread, assistant, options } = snapshot;
  const empty = thread.messages.length === 0;
  const shape = empty ? 'card' : 'inline';

  if (connection.status === 'failed') {
    return (
      <div className={styles.place} data-shape={shape}>
        <Notice error={connection.error} shape={shape} onRetry={actions.reconnect} />
      </div>
    );
  }
  if (thread.error && !thread.loading && connection.status === 'ready') {
    const unanswered = thread.messages.at(-1)?.role === 'user';
    return (
      <div className={styles.place} data-shape={shape}>
        <Notice
          error={thread.error}
          shape={shape}
          onRetry={unanswered ? actions.retry : actions.reconnect}
        >
          {options.history.enabled && empty && (
            <TextButton icon={SquarePen} label={words.newChat} onClick={actions.newThread} />
          )}
        </Notice>
      </div>
    );
  }
  if (!empty) return null;
  if (thread.loading) return <Skeleton of="thread" label={words.loadingConversation} />;
  if (connection.status === 'connecting') return <Skeleton of="start" label={words.connecting} />;
  return (
    <StartScreen
      assistant={assistant}
      greeting={options.greeting}
      prompts={options.prompts}
      onSend={actions.send}
    />
  );
}

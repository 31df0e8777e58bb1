import { SquarePen } from 'lucide-react';
import { memo } from 'react';

import { useWords } from '../i18n/context';
import type { AssistantInfo } from '../state/store';
import { Avatar } from './Avatar';
import styles from './Header.module.css';
import { IconButton } from './IconButton';

type Props = {
  assistant: AssistantInfo | null;
  /** Static text of the host; wins over the assistant's name. */
  title: string | null;
  showTitle: boolean;
  threadTitle: string | null;
  /** Absent when the host switched the history off. */
  onNewChat: (() => void) | null;
  ready: boolean;
};

export const Header = memo(function Header(props: Props) {
  const { assistant, title, showTitle, threadTitle, onNewChat, ready } = props;
  const words = useWords();
  const name = title ?? assistant?.name ?? words.assistant;
  return (
    <header className={styles.header}>
      <div className={styles.identity}>
        {showTitle && (
          <>
            <Avatar assistant={assistant} size="small" />
            <div className={styles.titles}>
              <h1 className={styles.name} dir="auto">
                {name}
              </h1>
              {threadTitle && (
                <p className={styles.thread} dir="auto" title={threadTitle}>
                  {threadTitle}
                </p>
              )}
            </div>
          </>
        )}
      </div>
      {onNewChat && (
        <IconButton
          icon={SquarePen}
          label={words.newChat}
          tooltip="below"
          size={18}
          disabled={!ready}
          onClick={onNewChat}
        />
      )}
    </header>
  );
});

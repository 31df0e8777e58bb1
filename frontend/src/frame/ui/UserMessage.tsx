import { memo } from 'react';

import { useWords } from '../i18n/context';
import type { UserMessage as UserMessageData } from '../state/types';
import a11y from './a11y.module.css';
import styles from './Messages.module.css';

export const UserMessage = memo(function UserMessage({ message }: { message: UserMessageData }) {
  const words = useWords();
  return (
    <article className={styles.user} aria-label={words.you}>
      <span className={a11y.hidden}>{words.you}</span>
      <div className={styles.bubble} dir="auto">
        {message.text}
      </div>
    </article>
  );
});

import { useState } from 'react';

import { useWords } from '../i18n/context';
import styles from './Header.module.css';
import { TitleEditor } from './TitleEditor';

type Props = {
  title: string;
  /** Given when the thread can be renamed. */
  conversationId: string | null;
  onRename: (conversationId: string, title: string) => void;
};

/** The title of the thread on screen; a click renames it. */
export function ThreadTitle({ title, conversationId, onRename }: Props) {
  const words = useWords();
  const [editing, setEditing] = useState(false);
  if (conversationId === null) {
    return (
      <p className={styles.thread} dir="auto" title={title}>
        {title}
      </p>
    );
  }
  if (editing) {
    return (
      <TitleEditor
        title={title}
        label={words.history.newTitle}
        className={styles.editor}
        onSave={(changed) => {
          onRename(conversationId, changed);
        }}
        onClose={() => {
          setEditing(false);
        }}
      />
    );
  }
  return (
    <button
      type="button"
      className={`${styles.thread ?? ''} ${styles.rename ?? ''}`}
      dir="auto"
      title={words.history.rename}
      aria-label={words.history.renameOf(title)}
      onClick={() => {
        setEditing(true);
      }}
    >
      {title}
    </button>
  );
}

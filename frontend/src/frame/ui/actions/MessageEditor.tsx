import { useLayoutEffect, useRef, useState } from 'react';

import { useWords } from '../../i18n/context';
import { isComposing } from '../keyboard';
import styles from './actions.module.css';

type Props = { text: string; onSend: (text: string) => void; onCancel: () => void };

/** The user's own message, to be sent again in other words. */
export function MessageEditor({ text, onSend, onCancel }: Props) {
  const words = useWords().messages;
  const field = useRef<HTMLTextAreaElement>(null);
  const [draft, setDraft] = useState(text);
  const sendable = draft.trim() !== '';

  useLayoutEffect(() => {
    const length = field.current?.value.length ?? 0;
    field.current?.focus();
    field.current?.setSelectionRange(length, length);
  }, []);

  const send = () => {
    if (sendable) onSend(draft.trim());
  };

  return (
    <form
      className={styles.editor}
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <textarea
        ref={field}
        rows={2}
        dir="auto"
        aria-label={words.editing}
        value={draft}
        onChange={(event) => {
          setDraft(event.target.value);
        }}
        onKeyDown={(event) => {
          if (isComposing(event.nativeEvent)) return;
          if (event.key === 'Escape') onCancel();
          else if (event.key === 'Enter' && !event.shiftKey) send();
          else return;
          event.preventDefault();
        }}
      />
      <div className={styles.editorButtons}>
        <button type="button" className={styles.cancel} onClick={onCancel}>
          {words.cancel}
        </button>
        <button type="submit" className={styles.save} disabled={!sendable}>
          {words.save}
        </button>
      </div>
    </form>
  );
}

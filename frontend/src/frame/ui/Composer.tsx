import { ArrowUp, Square } from 'lucide-react';
import { type KeyboardEvent, memo, useEffect, useLayoutEffect, useRef, useState } from 'react';

import { useWords } from '../i18n/context';
import styles from './Composer.module.css';
import { IconButton } from './IconButton';
import { isComposing } from './keyboard';

type Props = {
  /** The chat can send. */
  ready: boolean;
  running: boolean;
  /** Sending waits, typing does not (a thread is being loaded). */
  held: boolean;
  placeholder: string | null;
  /** The host's text; each new revision replaces the draft. */
  preset: { text: string; revision: number };
  focusRequests: number;
  onSend: (text: string) => void;
  onStop: () => void;
  /** What is written but not sent; empty after sending. */
  onDraft: (text: string) => void;
};

/** Only where CSS cannot grow the field by itself. */
function fitHeight(field: HTMLTextAreaElement) {
  if (CSS.supports('field-sizing', 'content')) return;
  field.style.height = 'auto';
  field.style.height = `${field.scrollHeight}px`;
}

export const Composer = memo(function Composer(props: Props) {
  const { ready, running, held, placeholder, preset, focusRequests, onSend, onStop, onDraft } =
    props;
  const words = useWords();
  const field = useRef<HTMLTextAreaElement>(null);
  const [draft, setDraft] = useState(preset.text);
  const [revision, setRevision] = useState(preset.revision);
  if (revision !== preset.revision) {
    setRevision(preset.revision);
    setDraft(preset.text);
  }

  useEffect(() => {
    onDraft(draft);
  }, [onDraft, draft]);

  useLayoutEffect(() => {
    if (field.current) fitHeight(field.current);
  }, [draft]);

  useLayoutEffect(() => {
    field.current?.setSelectionRange(field.current.value.length, field.current.value.length);
  }, [revision]);

  const answeredRequests = useRef(0);
  useEffect(() => {
    // A disabled field cannot take the focus; the request waits until it can.
    if (!ready || focusRequests <= answeredRequests.current) return;
    answeredRequests.current = focusRequests;
    field.current?.focus();
  }, [ready, focusRequests]);

  const written = draft.trim() !== '';
  const sendable = ready && !held && written;

  const submit = () => {
    if (!sendable) return;
    onSend(draft.trim());
    setDraft('');
    field.current?.focus();
  };

  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.key !== 'Enter' || event.shiftKey || isComposing(event.nativeEvent)) return;
    event.preventDefault();
    submit();
  };

  return (
    <form
      className={styles.composer}
      data-disabled={!ready}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <textarea
        ref={field}
        className={styles.field}
        rows={1}
        dir="auto"
        aria-label={words.message}
        placeholder={placeholder ?? words.placeholder}
        value={draft}
        disabled={!ready}
        enterKeyHint="send"
        onChange={(event) => {
          setDraft(event.target.value);
        }}
        onKeyDown={onKeyDown}
      />
      {running && (
        <IconButton
          icon={Square}
          label={words.stop}
          size={14}
          className={`${styles.stop ?? ''} ${written ? '' : (styles.primary ?? '')}`}
          onClick={({ detail }) => {
            onStop();
            // Pressed by key: the button goes away and must not take the focus with it.
            if (detail === 0) field.current?.focus();
          }}
        />
      )}
      {(!running || written) && (
        <IconButton
          icon={ArrowUp}
          label={words.send}
          size={18}
          disabled={!sendable}
          className={styles.primary}
          onClick={submit}
        />
      )}
    </form>
  );
});

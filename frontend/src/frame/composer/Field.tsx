import {
  type ClipboardEvent,
  type KeyboardEvent,
  type RefObject,
  useEffect,
  useLayoutEffect,
  useRef,
} from 'react';

import { useWords } from '../i18n/context';
import { PASTED_TEXT } from '../protocol/references';
import { isComposing } from '../ui/keyboard';
import styles from './Composer.module.css';
import type { ComposerActions, ComposerState } from './types';
import type { Suggestions } from './useSuggestions';

/** Pasted text that is longer than this becomes a quote. */
const LONG_TEXT = 5_000;

type Props = {
  field: RefObject<HTMLTextAreaElement | null>;
  state: ComposerState;
  actions: ComposerActions;
  placeholder: string;
  disabled: boolean;
  takesFiles: boolean;
  suggestions: Suggestions | null;
  focusRequests: number;
  /** Where the caret is; `null` when the focus has left. */
  onCaret: (caret: number | null) => void;
  /** Keys for the list above; true when it took the key. */
  onListKey: (event: KeyboardEvent) => boolean;
  onSubmit: (event: KeyboardEvent) => void;
  onEditLast: () => void;
};

/** Only where CSS cannot grow the field by itself. */
function fitHeight(field: HTMLTextAreaElement) {
  if (CSS.supports('field-sizing', 'content')) return;
  field.style.height = 'auto';
  field.style.height = `${field.scrollHeight}px`;
}

export function Field(props: Props) {
  const { field, state, actions, placeholder, disabled, suggestions, focusRequests } = props;
  const words = useWords();
  const { draft, caret } = state;

  useLayoutEffect(() => {
    if (field.current) fitHeight(field.current);
  }, [field, draft.text]);

  const { onCaret } = props;
  useLayoutEffect(() => {
    field.current?.setSelectionRange(caret.at, caret.at);
    if (document.activeElement === field.current) onCaret(caret.at);
  }, [field, caret, onCaret]);

  const answeredRequests = useRef(0);
  useEffect(() => {
    // A disabled field cannot take the focus; the request waits until it can.
    if (disabled || focusRequests <= answeredRequests.current) return;
    answeredRequests.current = focusRequests;
    field.current?.focus();
  }, [field, disabled, focusRequests]);

  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (isComposing(event.nativeEvent) || props.onListKey(event)) return;
    if (event.key === 'ArrowUp' && draft.text === '') props.onEditLast();
    else if (event.key === 'Enter' && !event.shiftKey) props.onSubmit(event);
    else return;
    event.preventDefault();
  };

  const onPaste = (event: ClipboardEvent) => {
    const text = event.clipboardData.getData('text/plain');
    const files = [...event.clipboardData.files];
    // Office programs put a picture of the text beside it.
    if (text === '' && files.length > 0 && props.takesFiles) actions.attach(files, 'pasted');
    else if (text.length > LONG_TEXT)
      actions.addReference({ type: 'quote', text, source: PASTED_TEXT });
    else return;
    event.preventDefault();
  };

  return (
    <textarea
      ref={field}
      className={styles.field}
      rows={1}
      dir="auto"
      aria-label={words.message}
      aria-autocomplete="list"
      aria-controls={suggestions?.id}
      aria-activedescendant={
        suggestions && suggestions.active >= 0
          ? suggestions.optionId(suggestions.active)
          : undefined
      }
      placeholder={placeholder}
      value={draft.text}
      disabled={disabled}
      enterKeyHint="send"
      onChange={({ target }) => {
        actions.type(target.value);
        onCaret(target.selectionStart);
      }}
      onSelect={({ currentTarget }) => {
        onCaret(currentTarget.selectionStart);
      }}
      onFocus={({ currentTarget }) => {
        onCaret(currentTarget.selectionStart);
      }}
      onBlur={() => {
        onCaret(null);
      }}
      onKeyDown={onKeyDown}
      onPaste={onPaste}
    />
  );
}

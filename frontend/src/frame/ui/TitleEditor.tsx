import { useRef } from 'react';

import { isComposing } from './keyboard';

type Props = {
  title: string;
  label: string;
  className: string | undefined;
  onSave: (title: string) => void;
  onClose: () => void;
};

/** A title being renamed in its place: Enter and leaving save, Escape does not. */
export function TitleEditor({ title, label, className, onSave, onClose }: Props) {
  const closed = useRef(false);
  const close = (saved: string | null) => {
    // Closing takes the field away, which ends its focus once more.
    if (closed.current) return;
    closed.current = true;
    const text = saved?.trim() ?? '';
    if (text !== '' && text !== title) onSave(text);
    onClose();
  };
  return (
    <input
      className={className}
      type="text"
      dir="auto"
      maxLength={200}
      aria-label={label}
      defaultValue={title}
      // The field stands where the reader has just pressed a button.
      autoFocus
      onFocus={({ currentTarget }) => {
        currentTarget.select();
      }}
      onBlur={({ currentTarget }) => {
        close(currentTarget.value);
      }}
      onKeyDown={(event) => {
        if (isComposing(event.nativeEvent)) return;
        if (event.key === 'Enter') close(event.currentTarget.value);
        else if (event.key === 'Escape') close(null);
        else return;
        event.preventDefault();
        event.stopPropagation();
      }}
    />
  );
}

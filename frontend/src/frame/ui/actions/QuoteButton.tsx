import { TextQuote } from 'lucide-react';
import { type RefObject, useEffect, useState } from 'react';

import { useWords } from '../../i18n/context';
import type { ChatActions } from '../../state/store';
import { Icon } from '../Icon';
import styles from './actions.module.css';
import { type Quotable, quotableSelection } from './quotable';

type Props = {
  /** Holds the messages; the button is placed in it. */
  content: RefObject<HTMLElement | null>;
  onQuote: ChatActions['addReference'];
};

/** Appears at text that the reader has selected in one message. */
export function QuoteButton({ content, onQuote }: Props) {
  const words = useWords().messages;
  const [quotable, setQuotable] = useState<Quotable | null>(null);

  useEffect(() => {
    let selecting = false;
    const update = () => {
      if (!selecting && content.current !== null) setQuotable(quotableSelection(content.current));
    };
    const onPointerDown = () => {
      selecting = true;
    };
    const onPointerUp = () => {
      selecting = false;
      update();
    };
    document.addEventListener('selectionchange', update);
    document.addEventListener('pointerdown', onPointerDown);
    document.addEventListener('pointerup', onPointerUp);
    document.addEventListener('pointercancel', onPointerUp);
    return () => {
      document.removeEventListener('selectionchange', update);
      document.removeEventListener('pointerdown', onPointerDown);
      document.removeEventListener('pointerup', onPointerUp);
      document.removeEventListener('pointercancel', onPointerUp);
    };
  }, [content]);

  if (quotable === null) return null;
  const { text, messageId, source, left, top } = quotable;
  return (
    <button
      type="button"
      className={styles.quote}
      style={{ left, top }}
      // The press must not clear the selection that it is about.
      onPointerDown={(event) => {
        event.preventDefault();
        event.stopPropagation();
      }}
      onClick={() => {
        onQuote({ type: 'quote', text, messageId, source });
        document.getSelection()?.removeAllRanges();
      }}
    >
      <Icon of={TextQuote} size={15} />
      {words.quote}
    </button>
  );
}

import { ChevronDown } from 'lucide-react';
import { type ReactNode, useId, useLayoutEffect, useRef, useState } from 'react';

import { useWords } from '../i18n/context';
import styles from './Fold.module.css';
import { Icon } from './Icon';

/** Folded, a text shows a little less than the least that is folded: a line or two are not worth it. */
const SLACK = 1.25;

/** A text of which only the beginning is shown if it is very long. */
export function Fold({ children }: { children: ReactNode }) {
  const { messages } = useWords();
  const id = useId();
  const box = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const [long, setLong] = useState(false);
  const [open, setOpen] = useState(false);
  const folded = long && !open;

  useLayoutEffect(() => {
    const [outer, inner] = [box.current, content.current];
    if (outer === null || inner === null) return;
    const measure = () => {
      const limit = parseFloat(getComputedStyle(outer).getPropertyValue('--fold'));
      const line = parseFloat(getComputedStyle(outer).lineHeight);
      setLong(inner.offsetHeight > limit * line * SLACK);
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(inner);
    return () => {
      observer.disconnect();
    };
  }, []);

  return (
    <>
      <div
        ref={box}
        id={id}
        className={styles.text}
        data-folded={folded}
        // Focus, the browser's search and ours bring to light what is hidden by scrolling to it.
        onScroll={() => {
          setOpen(true);
        }}
      >
        <div ref={content}>{children}</div>
      </div>
      {long && (
        <button
          ref={button}
          type="button"
          className={styles.button}
          aria-expanded={open}
          aria-controls={id}
          onClick={() => {
            setOpen(!open);
            // Where the text ended there may be the end of the answer now.
            if (open)
              requestAnimationFrame(() => button.current?.scrollIntoView({ block: 'nearest' }));
          }}
        >
          {open ? messages.showLess : messages.showMore}
          <Icon of={ChevronDown} size={16} />
        </button>
      )}
    </>
  );
}

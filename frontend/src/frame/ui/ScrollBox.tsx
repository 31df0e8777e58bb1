import { type ReactNode, useRef } from 'react';

import styles from './ScrollBox.module.css';
import { useHiddenEdges } from './useHiddenEdges';

type Props = { label: string; className?: string | undefined; children: ReactNode };

/** A box of limited size, whose edges fade where it hides something; arrow keys scroll it. */
export function ScrollBox({ label, className, children }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const { above, below, start, end } = useHiddenEdges(box);
  return (
    <div className={`${styles.frame ?? ''} ${className ?? ''}`}>
      <div
        ref={box}
        role="group"
        aria-label={label}
        tabIndex={above || below || start || end ? 0 : undefined}
        className={styles.box}
        data-above={above}
        data-below={below}
        data-start={start}
        data-end={end}
      >
        {children}
      </div>
    </div>
  );
}

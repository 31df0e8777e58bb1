import { type ReactNode, useRef } from 'react';

import styles from './ScrollBox.module.css';
import { useHiddenEdges } from './useHiddenEdges';

type Props = { label: string; className?: string | undefined; children: ReactNode };

/** A box with a limited height, whose edges fade where it hides something; arrow keys scroll it. */
export function ScrollBox({ label, className, children }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const { above, below } = useHiddenEdges(box);
  return (
    <div className={`${styles.frame ?? ''} ${className ?? ''}`}>
      <div
        ref={box}
        role="group"
        aria-label={label}
        tabIndex={above || below ? 0 : undefined}
        className={styles.box}
        data-above={above}
        data-below={below}
      >
        {children}
      </div>
    </div>
  );
}

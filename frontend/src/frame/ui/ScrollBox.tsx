import { type ReactNode, useRef } from 'react';

import fading from './fading.module.css';
import styles from './ScrollBox.module.css';
import { fadeOf, useHiddenEdges } from './useHiddenEdges';

type Props = {
  label: string;
  className?: string | undefined;
  /** What may stand in a paragraph is a `span`. */
  as?: 'div' | 'span';
  children: ReactNode;
};

/** A box of limited size, whose edges fade where it hides something; arrow keys scroll it. */
export function ScrollBox({ label, className, as: Tag = 'div', children }: Props) {
  const box = useRef<HTMLDivElement & HTMLSpanElement>(null);
  const edges = useHiddenEdges(box);
  return (
    <Tag className={`${styles.frame ?? ''} ${className ?? ''}`}>
      <Tag
        ref={box}
        role="group"
        aria-label={label}
        tabIndex={Object.values(edges).includes(true) ? 0 : undefined}
        className={`${fading.edges ?? ''} ${styles.box ?? ''}`}
        {...fadeOf(edges)}
      >
        {children}
      </Tag>
    </Tag>
  );
}

import type { ReactNode } from 'react';

import { useWords } from '../i18n/context';
import styles from './Markdown.module.css';

/** Wide tables scroll by themselves; the group takes the focus so that arrow keys scroll it. */
export function ScrollableTable({ children }: { children: ReactNode }) {
  const words = useWords();
  return (
    <div className={styles.tableScroll} role="group" aria-label={words.table} tabIndex={0}>
      <table>{children}</table>
    </div>
  );
}

import type { ReactNode } from 'react';

import { useWords } from '../i18n/context';
import { ScrollBox } from '../ui/ScrollBox';
import styles from './Markdown.module.css';

/** Wide tables scroll by themselves. */
export function ScrollableTable({ children }: { children: ReactNode }) {
  const words = useWords();
  return (
    <ScrollBox label={words.table} className={styles.tableScroll}>
      <table>{children}</table>
    </ScrollBox>
  );
}

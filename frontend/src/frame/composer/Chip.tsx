import { X } from 'lucide-react';
import type { ReactNode } from 'react';

import { IconButton } from '../ui/IconButton';
import styles from './Chips.module.css';

type Props = {
  /** An icon or a picture. */
  mark: ReactNode;
  title: string;
  detail?: string | null;
  tone?: 'plain' | 'failed';
  /** Between the text and the button that removes it. */
  children?: ReactNode;
  /** What removing is called, and doing it. */
  remove?: { label: string; run: () => void };
};

/** A thing that goes along with a message. */
export function Chip({ mark, title, detail, tone = 'plain', children, remove }: Props) {
  return (
    <div className={styles.chip} data-tone={tone} data-removable={remove !== undefined}>
      <span className={styles.mark}>{mark}</span>
      <span className={styles.text}>
        <span className={styles.title} dir="auto" title={title}>
          {title}
        </span>
        {detail && (
          <span className={styles.detail} dir="auto">
            {detail}
          </span>
        )}
      </span>
      {children}
      {remove && <IconButton icon={X} label={remove.label} size={15} onClick={remove.run} />}
    </div>
  );
}

import type { LucideIcon } from 'lucide-react';

import { Icon } from './Icon';
import styles from './Notice.module.css';

type Props = { icon: LucideIcon; label: string; onClick: () => void };

export function TextButton({ icon, label, onClick }: Props) {
  return (
    <button type="button" className={styles.button} onClick={onClick}>
      <Icon of={icon} size={16} />
      {label}
    </button>
  );
}

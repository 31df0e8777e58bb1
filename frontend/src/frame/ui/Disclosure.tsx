import { ChevronRight, type LucideIcon } from 'lucide-react';
import { type ReactNode, useId, useState } from 'react';

import { Icon } from './Icon';
import styles from './Timeline.module.css';

type Props = {
  icon: LucideIcon;
  label: ReactNode;
  /** Nothing to open: the line is plain text. */
  children?: ReactNode;
  open: boolean;
  onToggle: () => void;
  tone?: 'plain' | 'running' | 'failed';
};

/** One line of the timeline that opens downwards. */
export function Disclosure({ icon, label, children, open, onToggle, tone = 'plain' }: Props) {
  const panel = useId();
  // Stays mounted once opened, so that closing can be animated.
  const [opened, setOpened] = useState(open);
  if (open && !opened) setOpened(true);

  const line = (
    <>
      <span className={styles.icon}>
        <Icon of={icon} size={16} />
      </span>
      {label}
    </>
  );
  if (!children) {
    return (
      <div className={styles.line} data-tone={tone}>
        {line}
      </div>
    );
  }
  return (
    <>
      <button
        type="button"
        className={styles.line}
        data-tone={tone}
        aria-expanded={open}
        aria-controls={panel}
        onClick={onToggle}
      >
        {line}
        <span className={styles.chevron}>
          <Icon of={ChevronRight} size={15} />
        </span>
      </button>
      <div id={panel} className={styles.panel} data-open={open} inert={!open}>
        <div className={styles.panelClip}>{opened && children}</div>
      </div>
    </>
  );
}

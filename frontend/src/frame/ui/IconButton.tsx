import type { LucideIcon } from 'lucide-react';
import type { MouseEventHandler } from 'react';

import { Icon } from './Icon';
import styles from './IconButton.module.css';

type Props = {
  icon: LucideIcon;
  label: string;
  onClick: MouseEventHandler<HTMLButtonElement>;
  disabled?: boolean;
  /** Where the tooltip stands. */
  tooltip?: 'above' | 'below';
  /** The edge of the button at which it begins. */
  align?: 'start' | 'end';
  size?: number;
  className?: string | undefined;
};

/** An icon with an accessible name and a tooltip for hover and keyboard focus. */
export function IconButton({
  icon,
  label,
  onClick,
  disabled = false,
  tooltip = 'above',
  align = 'end',
  size = 17,
  className = '',
}: Props) {
  return (
    <button
      type="button"
      className={`${styles.button ?? ''} ${className}`}
      aria-label={label}
      data-tooltip={label}
      data-side={tooltip}
      data-align={align}
      disabled={disabled}
      onClick={onClick}
    >
      <Icon of={icon} size={size} />
    </button>
  );
}

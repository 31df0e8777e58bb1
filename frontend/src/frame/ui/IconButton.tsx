import type { LucideIcon } from 'lucide-react';
import type { MouseEventHandler } from 'react';

import { Icon } from './Icon';
import styles from './IconButton.module.css';

type Props = {
  icon: LucideIcon;
  label: string;
  /** A shorter word for the tooltip, where the name says more than the eye needs. */
  tip?: string | undefined;
  onClick: MouseEventHandler<HTMLButtonElement>;
  disabled?: boolean;
  /** Where the tooltip stands. */
  tooltip?: 'above' | 'below';
  /** The edge of the button at which it begins. */
  align?: 'start' | 'end';
  size?: number;
  filled?: boolean;
  /** The button switches something on and off. */
  pressed?: boolean | undefined;
  /** The button opens and closes something. */
  expanded?: boolean | undefined;
  className?: string | undefined;
};

/** An icon with an accessible name and a tooltip for hover and keyboard focus. */
export function IconButton({
  icon,
  label,
  tip = label,
  onClick,
  disabled = false,
  tooltip = 'above',
  align = 'end',
  size = 17,
  filled = false,
  pressed,
  expanded,
  className = '',
}: Props) {
  return (
    <button
      type="button"
      className={`${styles.button ?? ''} ${className}`}
      aria-label={label}
      data-tooltip={tip}
      data-side={tooltip}
      data-align={align}
      aria-pressed={pressed}
      aria-expanded={expanded}
      disabled={disabled}
      onClick={onClick}
    >
      <Icon of={icon} size={size} filled={filled} />
    </button>
  );
}

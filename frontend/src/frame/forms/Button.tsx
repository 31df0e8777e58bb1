import { LoaderCircle, type LucideIcon } from 'lucide-react';
import type { ComponentProps } from 'react';

import { Icon } from '../ui/Icon';
import styles from './forms.module.css';

type Props = Omit<ComponentProps<'button'>, 'type'> & {
  kind?: 'primary' | 'plain' | 'quiet';
  icon?: LucideIcon | undefined;
  submit?: boolean;
  /** What the button did is under way. */
  busy?: boolean;
};

/** A button with words. */
export function Button({
  kind = 'plain',
  icon,
  submit = false,
  busy = false,
  className = '',
  children,
  ...rest
}: Props) {
  const shown = busy ? LoaderCircle : icon;
  return (
    <button
      {...rest}
      type={submit ? 'submit' : 'button'}
      className={`${styles.button ?? ''} ${className}`}
      data-kind={kind}
      aria-busy={busy}
    >
      {shown && <Icon of={shown} size={16} />}
      {children}
    </button>
  );
}

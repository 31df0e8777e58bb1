import { RotateCw } from 'lucide-react';
import type { ReactNode } from 'react';

import { useWords } from '../i18n/context';
import type { ChatError } from '../state/types';
import { AccessHelp } from './AccessHelp';
import { errorIcon } from './errorIcon';
import { Icon } from './Icon';
import styles from './Notice.module.css';
import { ScrollBox } from './ScrollBox';
import { TextButton } from './TextButton';

type Props = {
  error: ChatError;
  onRetry?: (() => void) | undefined;
  /** `card` stands in the chat's place, `inline` between messages. */
  shape?: 'card' | 'inline';
  children?: ReactNode;
};

/** What happened, what to do, and the button that does it. */
export function Notice({ error, onRetry, shape = 'inline', children }: Props) {
  const words = useWords();
  const { title, hint } = words.errors[error.kind];
  const status = error.status === undefined ? '' : words.errorStatus(error.status);
  // What can be retried is news; a failure from long ago is not read out again.
  const current = shape === 'card' || onRetry !== undefined;
  const detail = [error.detail, status].filter(Boolean).join(' · ');
  return (
    <div
      className={styles.notice}
      data-shape={shape}
      data-wide={error.access !== undefined}
      role={current ? 'alert' : 'group'}
    >
      <span className={styles.badge}>
        <Icon of={errorIcon(error.kind)} size={shape === 'card' ? 22 : 18} />
      </span>
      <div className={styles.body}>
        <p className={styles.title}>
          <bdi>{title}</bdi>
        </p>
        <p className={styles.hint}>
          <bdi>{hint}</bdi>
        </p>
        {detail && (
          <ScrollBox label={words.errorLabel} className={styles.detail}>
            <p dir="auto">{detail}</p>
          </ScrollBox>
        )}
        {error.access && <AccessHelp access={error.access} />}
        {(onRetry ?? children) && (
          <div className={styles.actions}>
            {onRetry && <TextButton icon={RotateCw} label={words.retry} onClick={onRetry} />}
            {children}
          </div>
        )}
      </div>
    </div>
  );
}

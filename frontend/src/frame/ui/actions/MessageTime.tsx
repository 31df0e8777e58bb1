import { useLocale } from '../../i18n/context';
import { formatMoment } from '../../i18n/format';
import { useToday } from '../useToday';
import styles from './actions.module.css';

/** When a message was written; nothing where nobody knows. */
export function MessageTime({ at }: { at: number }) {
  const locale = useLocale();
  const today = useToday();
  if (at <= 0) return null;
  return (
    <time className={styles.time} dateTime={new Date(at).toISOString()}>
      {formatMoment(at, today, locale)}
    </time>
  );
}

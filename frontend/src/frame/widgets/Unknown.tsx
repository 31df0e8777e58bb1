import { useWords } from '../i18n/context';
import styles from './typography.module.css';

/** Stands for a component that this version does not know. */
export function Unknown({ type }: { type: string }) {
  const { widgets } = useWords();
  return <p className={styles.unknown}>{widgets.unknown(type.slice(0, 60) || '?')}</p>;
}

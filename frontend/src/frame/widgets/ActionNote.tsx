import { useWords } from '../i18n/context';
import a11y from '../ui/a11y.module.css';
import type { ActionStatus } from './context';
import styles from './typography.module.css';

/** What became of the last action, said aloud; only a failure is worth a line. */
export function ActionNote({ status }: { status: ActionStatus }) {
  const { widgets } = useWords();
  const text = {
    idle: '',
    working: widgets.working,
    done: widgets.done,
    failed: widgets.actionFailed,
  }[status];
  return (
    <p role="status" className={status === 'failed' ? styles.failure : a11y.hidden}>
      {text}
    </p>
  );
}

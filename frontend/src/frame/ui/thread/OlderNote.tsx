import { RotateCw } from 'lucide-react';

import { useWords } from '../../i18n/context';
import type { ThreadState } from '../../state/types';
import { TextButton } from '../TextButton';
import styles from './MessageList.module.css';

type Props = { older: ThreadState['older']; onRetry: () => void };

/** Stands before the first message as long as there are others before it. */
export function OlderNote({ older, onRetry }: Props) {
  const words = useWords();
  if (older === 'none') return null;
  return (
    <div className={styles.older} data-gap="" role={older === 'failed' ? 'alert' : 'status'}>
      {older === 'failed' ? words.earlierFailed : words.loadingEarlier}
      {older === 'failed' && <TextButton icon={RotateCw} label={words.retry} onClick={onRetry} />}
    </div>
  );
}

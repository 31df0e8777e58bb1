import { ArrowUp, X } from 'lucide-react';

import { useWords } from '../i18n/context';
import { queuedMessages } from '../state/queue';
import type { ChatActions } from '../state/store';
import type { Message } from '../state/types';
import { TextButton } from '../ui/TextButton';
import styles from './Composer.module.css';

type Props = { messages: readonly Message[]; actions: ChatActions };

/** Asks what becomes of the messages that waited for an answer that failed, or ended unseen. */
export function HeldQueue({ messages, actions }: Props) {
  const words = useWords().composer;
  return (
    <div className={styles.queue} role="group" aria-label={words.queueHeld}>
      <p>{words.queueHeld}</p>
      <TextButton icon={ArrowUp} label={words.sendWaiting} onClick={actions.sendQueued} />
      <TextButton
        icon={X}
        label={words.discardWaiting}
        onClick={() => {
          for (const { id } of queuedMessages(messages)) actions.withdraw(id);
        }}
      />
    </div>
  );
}

import { Clock, CornerDownRight, X } from 'lucide-react';

import { useWords } from '../i18n/context';
import type { ChatActions } from '../state/store';
import type { UserMessage } from '../state/types';
import { Icon } from './Icon';
import { IconButton } from './IconButton';
import styles from './Messages.module.css';

type Props = {
  message: Pick<UserMessage, 'id' | 'steering'>;
  /** The running answer can take the message in. */
  steerable: boolean;
  actions: Pick<ChatActions, 'withdraw' | 'steer'>;
};

/** What becomes of a message that waits, and what can still be done about it. */
export function QueuedNote({ message: { id, steering = false }, steerable, actions }: Props) {
  const words = useWords();
  return (
    <div className={styles.queued}>
      <Icon of={Clock} size={14} />
      {steering ? words.composer.goingIn : words.queued}
      {steerable && !steering && (
        <IconButton
          icon={CornerDownRight}
          label={words.composer.sendNow}
          size={15}
          onClick={() => {
            actions.steer(id);
          }}
        />
      )}
      {!steering && (
        <IconButton
          icon={X}
          label={words.withdraw}
          size={15}
          onClick={() => {
            actions.withdraw(id);
          }}
        />
      )}
    </div>
  );
}

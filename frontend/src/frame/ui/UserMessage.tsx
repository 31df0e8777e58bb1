import { Clock, CornerDownRight, X } from 'lucide-react';
import { memo } from 'react';

import { MessageEnclosures, MessageText } from '../composer/MessageEnclosures';
import { useWords } from '../i18n/context';
import type { UserMessage as UserMessageData } from '../state/types';
import a11y from './a11y.module.css';
import { Icon } from './Icon';
import { IconButton } from './IconButton';
import styles from './Messages.module.css';

type Props = {
  message: UserMessageData;
  onWithdraw: (messageId: string) => void;
  /** Asks the running answer to take the message in; `null` when none can. */
  onSteer: ((messageId: string) => void) | null;
};

export const UserMessage = memo(function UserMessage({ message, onWithdraw, onSteer }: Props) {
  const words = useWords();
  const { id, text, queued = false, steering = false } = message;
  return (
    <article className={styles.user} aria-label={words.you} data-queued={queued}>
      <span className={a11y.hidden}>{words.you}</span>
      <MessageEnclosures message={message} />
      {text !== '' && (
        <div className={styles.bubble} dir="auto">
          <MessageText message={message} />
        </div>
      )}
      {queued && (
        <div className={styles.queued}>
          <Icon of={Clock} size={14} />
          {steering ? words.composer.goingIn : words.queued}
          {onSteer && !steering && (
            <IconButton
              icon={CornerDownRight}
              label={words.composer.sendNow}
              size={15}
              onClick={() => {
                onSteer(id);
              }}
            />
          )}
          {!steering && (
            <IconButton
              icon={X}
              label={words.withdraw}
              size={15}
              onClick={() => {
                onWithdraw(id);
              }}
            />
          )}
        </div>
      )}
    </article>
  );
});

import { Pencil } from 'lucide-react';
import { memo } from 'react';

import { MessageEnclosures, MessageText } from '../composer/MessageEnclosures';
import { useWords } from '../i18n/context';
import type { ChatActions } from '../state/store';
import type { Message, UserMessage as UserMessageData } from '../state/types';
import a11y from './a11y.module.css';
import { MessageEditor } from './actions/MessageEditor';
import { MessageTime } from './actions/MessageTime';
import { CopyButton } from './CopyButton';
import { Fold } from './Fold';
import { IconButton } from './IconButton';
import styles from './Messages.module.css';
import { QueuedNote } from './QueuedNote';

type Props = {
  message: UserMessageData;
  /** Who wrote the message before. */
  follows: Message['role'] | null;
  editing: boolean;
  /** The running answer can take the message in. */
  steerable: boolean;
  /** Messages can be edited while no answer is being written. */
  editable: boolean;
  actions: Pick<ChatActions, 'withdraw' | 'steer' | 'editMessage' | 'resend'>;
};

export const UserMessage = memo(function UserMessage(props: Props) {
  const { message, follows, editing, editable, steerable, actions } = props;
  const words = useWords();
  const { id, text, createdAt, queued = false } = message;
  return (
    <article
      className={styles.user}
      aria-label={words.you}
      data-message-id={id}
      data-queued={queued}
      data-follows={follows}
    >
      <h2 className={a11y.hidden}>{words.you}</h2>
      <MessageEnclosures message={message} />
      {editing && editable ? (
        <MessageEditor
          text={text}
          onSend={(edited) => {
            actions.resend(id, edited);
          }}
          onCancel={() => {
            actions.editMessage(null);
          }}
        />
      ) : (
        text !== '' && (
          <div className={styles.bubble} dir="auto">
            <Fold>
              <MessageText message={message} />
            </Fold>
          </div>
        )
      )}
      {!queued && !(editing && editable) && (
        <div className={styles.ownActions}>
          <MessageTime at={createdAt} />
          <CopyButton text={text} label={words.copy} />
          {editable && (
            <IconButton
              icon={Pencil}
              label={words.messages.edit}
              size={15}
              onClick={() => {
                actions.editMessage(id);
              }}
            />
          )}
        </div>
      )}
      {queued && <QueuedNote message={message} steerable={steerable} actions={actions} />}
    </article>
  );
});

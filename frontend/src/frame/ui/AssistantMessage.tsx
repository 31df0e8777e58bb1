import { CircleStop, Hourglass, type LucideIcon, RotateCw } from 'lucide-react';
import { memo, use } from 'react';

import { useWords } from '../i18n/context';
import { stopReason } from '../i18n/stopReason';
import type { ChatActions, ViewOptions } from '../state/store';
import type { AssistantMessage as AssistantMessageData } from '../state/types';
import a11y from './a11y.module.css';
import { FeedbackButtons } from './actions/FeedbackButtons';
import { MessageTime } from './actions/MessageTime';
import { CopyButton } from './CopyButton';
import { Icon } from './Icon';
import { IconButton } from './IconButton';
import styles from './Messages.module.css';
import { MessageSection } from './MessageSection';
import { Notice } from './Notice';
import { answerText, isActive, needsProgress, sections } from './parts';
import { ReasoningMode } from './reasoningMode';

function Progress() {
  const words = useWords();
  return (
    <div className={styles.progress}>
      <span className={a11y.hidden}>{words.preparing}</span>
      <i />
      <i />
      <i />
    </div>
  );
}

type StatusLineProps = { icon: LucideIcon; text: string; reason?: string | undefined };

function StatusLine({ icon, text, reason }: StatusLineProps) {
  return (
    <p className={styles.status}>
      <Icon of={icon} size={16} />
      <span>
        {text}
        {reason !== undefined && (
          <>
            {' · '}
            <bdi>{reason}</bdi>
          </>
        )}
      </span>
    </p>
  );
}

type Props = {
  message: AssistantMessageData;
  /** Given for the last answer only: `retry` repeats the last question, whatever was clicked. */
  onRetry: (() => void) | null;
  last: boolean;
  options: ViewOptions['messageActions'];
  actions: Pick<ChatActions, 'loadRating' | 'rate'>;
};

export const AssistantMessage = memo(function AssistantMessage(props: Props) {
  const { message, onRetry, last, options, actions } = props;
  const words = useWords();
  const { status } = message;
  const active = isActive(message);
  const mode = use(ReasoningMode);
  const shown = sections(message.parts, mode);
  const answer = answerText(message);
  return (
    <article
      className={styles.assistant}
      aria-label={words.assistant}
      data-message-id={message.id}
      aria-busy={active}
    >
      <h2 className={a11y.hidden}>{words.assistant}</h2>
      {shown.map((section, at) => {
        const latest = at === shown.length - 1;
        return (
          <MessageSection
            key={section.id}
            section={section}
            active={active}
            streaming={status === 'streaming'}
            brokenOff={status === 'stopped' || status === 'failed'}
            latest={latest}
          />
        );
      })}
      {needsProgress(message, mode) && <Progress />}
      {status === 'waiting' && <StatusLine icon={Hourglass} text={words.waitingForApp} />}
      {status === 'stopped' && (
        <StatusLine
          icon={CircleStop}
          text={words.stopped}
          reason={message.stopReason && stopReason(words, message.stopReason)}
        />
      )}
      {status === 'done' && shown.length === 0 && <p className={styles.status}>{words.noAnswer}</p>}
      {status === 'failed' && (
        <Notice error={message.error ?? { kind: 'agent' }} onRetry={onRetry ?? undefined} />
      )}
      {/* The row keeps its height while empty: nothing moves when the buttons appear. */}
      <div className={styles.actions} data-always={last}>
        {!active && answer !== '' && <CopyButton text={answer} label={words.copy} />}
        {!active && options.feedback && shown.length > 0 && (
          <FeedbackButtons message={message} actions={actions} />
        )}
        {!active && status !== 'failed' && options.retry && onRetry && (
          <IconButton icon={RotateCw} label={words.retry} size={16} onClick={onRetry} />
        )}
        {!active && <MessageTime at={message.createdAt} />}
      </div>
    </article>
  );
});

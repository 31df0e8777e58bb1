import { CircleStop, Hourglass, type LucideIcon, RotateCw } from 'lucide-react';
import { memo } from 'react';

import { useWords } from '../i18n/context';
import { Markdown } from '../markdown/Markdown';
import type { AssistantMessage as AssistantMessageData } from '../state/types';
import a11y from './a11y.module.css';
import { CopyButton } from './CopyButton';
import { Icon } from './Icon';
import { IconButton } from './IconButton';
import styles from './Messages.module.css';
import { Notice } from './Notice';
import { answerText, isActive, needsProgress, sections } from './parts';
import { Timeline } from './Timeline';

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

function StatusLine({ icon, text }: { icon: LucideIcon; text: string }) {
  return (
    <p className={styles.status}>
      <Icon of={icon} size={16} />
      {text}
    </p>
  );
}

type Props = {
  message: AssistantMessageData;
  /** Given for the last answer only: `retry` repeats the last question, whatever was clicked. */
  onRetry: (() => void) | null;
  last: boolean;
};

export const AssistantMessage = memo(function AssistantMessage({ message, onRetry, last }: Props) {
  const words = useWords();
  const { status } = message;
  const active = isActive(message);
  const shown = sections(message.parts);
  const answer = answerText(message);
  return (
    <article className={styles.assistant} aria-label={words.assistant} aria-busy={active}>
      <span className={a11y.hidden}>{words.assistant}</span>
      {shown.map((section, at) => {
        const latest = at === shown.length - 1;
        return section.type === 'text' ? (
          <Markdown
            key={section.id}
            text={section.part.text}
            streaming={latest && status === 'streaming'}
          />
        ) : (
          <Timeline key={section.id} items={section.items} active={active} latest={latest} />
        );
      })}
      {needsProgress(message) && <Progress />}
      {status === 'waiting' && <StatusLine icon={Hourglass} text={words.waitingForApp} />}
      {status === 'stopped' && <StatusLine icon={CircleStop} text={words.stopped} />}
      {status === 'done' && shown.length === 0 && <p className={styles.status}>{words.noAnswer}</p>}
      {status === 'failed' && (
        <Notice error={message.error ?? { kind: 'agent' }} onRetry={onRetry ?? undefined} />
      )}
      {/* The row keeps its height while empty: nothing moves when the buttons appear. */}
      <div className={styles.actions} data-always={last}>
        {!active && answer !== '' && <CopyButton text={answer} label={words.copy} />}
        {!active && status !== 'failed' && onRetry && (
          <IconButton icon={RotateCw} label={words.retry} size={16} onClick={onRetry} />
        )}
      </div>
    </article>
  );
});

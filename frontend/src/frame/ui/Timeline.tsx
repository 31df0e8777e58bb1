import { Lightbulb, TriangleAlert } from 'lucide-react';
import { memo, use, useState } from 'react';

import { useLocale } from '../i18n/context';
import { formatDuration } from '../i18n/format';
import { Markdown } from '../markdown/Markdown';
import { readStep } from '../steps/readStep';
import { StepBody } from '../steps/StepBody';
import { stepNote } from '../steps/stepNote';
import type { ReasoningPart, StepPart } from '../state/types';
import a11y from './a11y.module.css';
import { Disclosure } from './Disclosure';
import type { TimelineItem } from './parts';
import { ReasoningMode } from './reasoningMode';
import { stepIcon } from './stepIcon';
import { stepDetails, stepLabel } from './stepText';
import styles from './Timeline.module.css';

const took = ({ startedAt, endedAt }: TimelineItem) =>
  startedAt === undefined || endedAt === undefined ? null : endedAt - startedAt;

const Reasoning = memo(function Reasoning({ part, live }: { part: ReasoningPart; live: boolean }) {
  const locale = useLocale();
  // Until the reader decides, the text is open while it arrives and closed afterwards.
  const [choice, setChoice] = useState<boolean | null>(null);
  const mode = use(ReasoningMode);
  const open = choice ?? (live && mode === 'full');
  const duration = took(part);
  const { words } = locale;
  const finished =
    duration === null ? words.thought : words.thoughtFor(formatDuration(duration, locale));
  return (
    <Disclosure
      icon={Lightbulb}
      tone={live ? 'running' : 'plain'}
      open={open}
      onToggle={() => {
        setChoice(!open);
      }}
      label={<span className={styles.label}>{live ? words.thinking : finished}</span>}
    >
      <div className={live && choice === null ? styles.reasoningLive : styles.reasoning}>
        <Markdown text={part.text} />
      </div>
    </Disclosure>
  );
});

const Step = memo(function Step({ part, active }: { part: StepPart; active: boolean }) {
  const locale = useLocale();
  const { words } = locale;
  const [open, setOpen] = useState(false);
  // A step that still "runs" in an answer that has ended was never finished.
  const status = part.status === 'running' && !active ? 'fail' : part.status;
  const duration = took(part);
  const content = readStep(part);
  const note = stepNote(content, words);
  const details = stepDetails(part, words, content !== null);
  const tone = { running: 'running', fail: 'failed', success: 'plain' } as const;
  return (
    <Disclosure
      icon={status === 'fail' ? TriangleAlert : stepIcon(part.kind)}
      tone={tone[status]}
      open={open}
      onToggle={() => {
        setOpen(!open);
      }}
      label={
        <>
          <span className={styles.label}>{stepLabel({ ...part, status }, locale)}</span>{' '}
          {status === 'fail' && <span className={styles.failed}>{words.stepFailed}</span>}
          {status !== 'fail' && (
            <span className={a11y.hidden}>
              {status === 'running' ? words.stepRunning : words.done}
            </span>
          )}{' '}
          {note !== null && <bdi className={styles.duration}>{note}</bdi>}{' '}
          {duration !== null && (
            <bdi className={styles.duration}>{formatDuration(duration, locale)}</bdi>
          )}
        </>
      }
    >
      {(content !== null || details.length > 0) && <StepBody content={content} details={details} />}
    </Disclosure>
  );
});

type Props = {
  items: readonly TimelineItem[];
  /** The answer is still under way. */
  active: boolean;
  /** Nothing follows this timeline yet. */
  latest: boolean;
};

export function Timeline({ items, active, latest }: Props) {
  return (
    <ul className={styles.timeline}>
      {items.map((item, at) => (
        <li key={item.id} className={styles.item}>
          {item.type === 'step' ? (
            <Step part={item} active={active} />
          ) : (
            <Reasoning
              part={item}
              live={active && latest && at === items.length - 1 && item.endedAt === undefined}
            />
          )}
        </li>
      ))}
    </ul>
  );
}

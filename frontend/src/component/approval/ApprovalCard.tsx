import type { ChatKitTheme } from '@xpert-ai/chatkit-types';
import { Check, ShieldQuestionMark, X } from 'lucide-react';
import { type KeyboardEvent, useId, useLayoutEffect, useRef } from 'react';

import type { Approval } from '../tools/approvals';
import { useTheme } from '../useTheme';
import { wordsOf } from '../words';
import styles from './ApprovalCard.module.css';
import { ArgumentList } from './ArgumentList';
import { borrowFocus, cycleTab } from './focus';

type Props = {
  approval: Approval;
  /** How many are waiting, this one included. */
  waiting: number;
  theme: ChatKitTheme;
  locale?: string | undefined;
  onAnswer: (id: number, approved: boolean) => void;
};

/** Asks the user whether a client tool may act. */
export function ApprovalCard({ approval, waiting, theme, locale, onAnswer }: Props) {
  const words = wordsOf(locale).approval;
  const dialog = useRef<HTMLDivElement>(null);
  const giveBack = useRef<() => void>(() => undefined);
  const [title, question, details] = [useId(), useId(), useId()];
  const style = useTheme(theme);

  useLayoutEffect(() => {
    if (!dialog.current) return;
    const restore = borrowFocus(dialog.current);
    giveBack.current = restore;
    return restore;
  }, []);

  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    // Refusing takes a decision: Escape only leaves the question for later.
    if (event.key !== 'Escape') {
      cycleTab(event.currentTarget, event.nativeEvent);
      return;
    }
    event.preventDefault();
    giveBack.current();
  };
  const answer = (approved: boolean) => () => {
    onAnswer(approval.id, approved);
  };

  return (
    <div className={styles.place} style={style}>
      <div
        ref={dialog}
        className={styles.card}
        role="alertdialog"
        tabIndex={-1}
        aria-labelledby={`${title} ${question}`}
        aria-describedby={details}
        onKeyDown={onKeyDown}
      >
        <header className={styles.head}>
          <ShieldQuestionMark size={18} strokeWidth={1.75} aria-hidden />
          <h2 id={title}>{words.title}</h2>
          {waiting > 1 && <span className={styles.position}>{words.position(1, waiting)}</span>}
        </header>
        <p id={question} className={styles.question} dir="auto">
          {approval.question.map(({ text, argument }, at) =>
            argument ? <bdi key={at}>{text}</bdi> : text,
          )}
        </p>
        <ArgumentList id={details} params={approval.params} words={words} />
        <div className={styles.actions}>
          <button type="button" data-kind="primary" onClick={answer(true)}>
            <Check size={16} strokeWidth={1.75} aria-hidden />
            {words.approve}
          </button>
          <button type="button" onClick={answer(false)}>
            <X size={16} strokeWidth={1.75} aria-hidden />
            {words.reject}
          </button>
        </div>
      </div>
    </div>
  );
}

import { useId, useState } from 'react';

import { Button } from '../forms/Button';
import forms from '../forms/forms.module.css';
import { useWords } from '../i18n/context';
import type { Decision } from '../protocol/approvals';
import styles from './prompts.module.css';
import { backKey } from './backKey';

type Props = {
  type: 'reject' | 'respond';
  onBack: () => void;
  onDecide: (decision: Decision) => void;
};

/** The words that go with a decision: needed for an answer, welcome for a refusal. */
export function DecisionText({ type, onBack, onDecide }: Props) {
  const { approval } = useWords();
  const id = useId();
  const [text, setText] = useState('');
  const message = text.trim();
  const submit = () => {
    if (type === 'respond') onDecide({ type, message });
    else onDecide({ type, ...(message !== '' && { message }) });
  };
  return (
    <form
      className={styles.form}
      onKeyDown={backKey(onBack)}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <div className={forms.field}>
        <label className={forms.label} htmlFor={id}>
          {type === 'respond' ? approval.reply : approval.reason}
        </label>
        <textarea
          id={id}
          className={forms.input}
          rows={2}
          dir="auto"
          autoFocus
          value={text}
          onChange={(event) => {
            setText(event.target.value);
          }}
        />
      </div>
      <div className={styles.actions}>
        <Button kind="primary" submit disabled={type === 'respond' && message === ''}>
          {approval[type]}
        </Button>
        <Button kind="quiet" onClick={onBack}>
          {approval.back}
        </Button>
      </div>
    </form>
  );
}

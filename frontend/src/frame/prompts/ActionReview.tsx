import { Check, MessageSquare, Pencil, X } from 'lucide-react';
import { useState } from 'react';

import { Button } from '../forms/Button';
import { useWords } from '../i18n/context';
import type { ActionRequest, Decision, DecisionType } from '../protocol/approvals';
import { readableName } from '../ui/stepText';
import { ArgumentForm } from './ArgumentForm';
import { ArgumentList } from './ArgumentList';
import { DecisionText } from './DecisionText';
import styles from './prompts.module.css';

type Props = {
  request: ActionRequest;
  /** Takes the focus when it appears: it stands where the user has just pressed a button. */
  focused: boolean;
  onDecide: (decision: Decision) => void;
};

const ICONS = { approve: Check, edit: Pencil, reject: X, respond: MessageSquare } as const;

/** One action: what it does, and the buttons that decide about it. */
export function ActionReview({ request, focused, onDecide }: Props) {
  const { approval } = useWords();
  const { name, description, args, allowed, argsSchema } = request;
  const [form, setForm] = useState<Exclude<DecisionType, 'approve'> | null>(null);
  const [returned, setReturned] = useState<DecisionType | null>(null);

  const back = () => {
    setReturned(form);
    setForm(null);
  };
  const takesFocus = (type: DecisionType, at: number) =>
    returned === null ? focused && at === 0 : returned === type;

  return (
    <>
      <div>
        <p className={styles.name}>
          <bdi>{readableName(name)}</bdi>
        </p>
        {description !== null && (
          <p className={styles.description} dir="auto">
            {description}
          </p>
        )}
      </div>
      {form !== 'edit' && <ArgumentList args={args} schema={argsSchema} />}
      {form === null && (
        <div className={styles.actions}>
          {allowed.map((type, at) => (
            <Button
              key={type}
              kind={type === 'approve' ? 'primary' : 'plain'}
              icon={ICONS[type]}
              autoFocus={takesFocus(type, at)}
              onClick={() => {
                if (type === 'approve') onDecide({ type });
                else setForm(type);
              }}
            >
              {approval[type]}
            </Button>
          ))}
        </div>
      )}
      {form === 'edit' && <ArgumentForm request={request} onBack={back} onDecide={onDecide} />}
      {(form === 'reject' || form === 'respond') && (
        <DecisionText type={form} onBack={back} onDecide={onDecide} />
      )}
    </>
  );
}

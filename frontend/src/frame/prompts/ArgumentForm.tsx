import { useState } from 'react';

import { Button } from '../forms/Button';
import { useWords } from '../i18n/context';
import type { ActionRequest, Decision } from '../protocol/approvals';
import { ArgumentInput } from './ArgumentInput';
import { argumentFields, type FieldProblem, fieldText, parseArguments } from './argumentFields';
import { backKey } from './backKey';
import styles from './prompts.module.css';

type Props = {
  request: ActionRequest;
  onBack: () => void;
  onDecide: (decision: Decision) => void;
};

/** Edits the arguments, each in a field of its own kind. */
export function ArgumentForm({ request, onBack, onDecide }: Props) {
  const { approval } = useWords();
  const { name, args, argsSchema } = request;
  const [fields] = useState(() => argumentFields(args, argsSchema));
  const [texts, setTexts] = useState<Readonly<Record<string, string>>>(() =>
    Object.fromEntries(fields.map((field) => [field.name, fieldText(field, args)])),
  );
  const [problems, setProblems] = useState<Readonly<Record<string, FieldProblem>>>({});

  const submit = () => {
    const parsed = parseArguments(fields, texts, args);
    if (parsed.ok) onDecide({ type: 'edit', editedAction: { name, args: parsed.args } });
    else setProblems(parsed.problems);
  };

  return (
    <form
      className={styles.form}
      noValidate
      onKeyDown={backKey(onBack)}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      {fields.map((field, at) => {
        const problem = problems[field.name];
        return (
          <ArgumentInput
            key={field.name}
            field={field}
            text={texts[field.name] ?? ''}
            problem={
              problem && approval.problem[problem.type]('limit' in problem ? problem.limit : 0)
            }
            autoFocus={at === 0}
            onChange={(text) => {
              setTexts((known) => ({ ...known, [field.name]: text }));
            }}
          />
        );
      })}
      {fields.length === 0 && <p className={styles.description}>{approval.noArguments}</p>}
      <div className={styles.actions}>
        <Button kind="primary" submit>
          {approval.approveEdited}
        </Button>
        <Button kind="quiet" onClick={onBack}>
          {approval.back}
        </Button>
      </div>
    </form>
  );
}

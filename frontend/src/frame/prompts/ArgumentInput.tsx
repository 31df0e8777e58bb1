import { useId } from 'react';

import forms from '../forms/forms.module.css';
import { useWords } from '../i18n/context';
import type { ArgumentField } from './argumentFields';

type Props = {
  field: ArgumentField;
  text: string;
  problem: string | undefined;
  autoFocus: boolean;
  onChange: (text: string) => void;
};

export function ArgumentInput({ field, text, problem, autoFocus, onChange }: Props) {
  const { approval, widgets } = useWords();
  const id = useId();
  const { kind, choices } = field;
  const shared = {
    id,
    autoFocus,
    'aria-required': field.required,
    'aria-invalid': problem !== undefined,
    'aria-describedby': `${id}-problem`,
    value: text,
    onChange: ({ target }: { target: { value: string } }) => {
      onChange(target.value);
    },
  };
  const options =
    kind === 'boolean'
      ? [
          { value: 'true', label: approval.yes },
          { value: 'false', label: approval.no },
        ]
      : choices.map((value) => ({ value, label: value }));
  return (
    <div className={forms.field}>
      <label className={forms.label} htmlFor={id}>
        {field.label} {field.description !== null && <small>{field.description}</small>}
      </label>
      {kind === 'boolean' || kind === 'choice' ? (
        <select {...shared} className={forms.input}>
          {!options.some(({ value }) => value === text) && (
            <option value={text}>{text || widgets.choose}</option>
          )}
          {options.map(({ value, label }) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </select>
      ) : kind === 'number' || kind === 'integer' ? (
        <input {...shared} className={forms.input} inputMode="decimal" />
      ) : (
        <textarea
          {...shared}
          className={`${forms.input ?? ''} ${kind === 'json' ? (forms.mono ?? '') : ''}`}
          rows={1}
          dir="auto"
          spellCheck={kind === 'text'}
        />
      )}
      <span id={`${id}-problem`} className={forms.error} role="alert">
        {problem}
      </span>
    </div>
  );
}

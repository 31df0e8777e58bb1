import { type CSSProperties, useId, useState } from 'react';

import forms from '../../forms/forms.module.css';
import { useWords } from '../../i18n/context';
import { asList, asRecord, lookUp } from '../../protocol/json';
import { useProperties, useSurface } from './context';
import { matchesPattern } from '../pattern';
import { boundText, type Node } from './tree';

type Props = { node: Node };

/** How much of its track a slider has left behind, which only CSS can draw. */
const rangeFill = (part: number): CSSProperties & Record<'--done', string> => ({
  '--done': `${Math.min(1, Math.max(0, part)) * 100}%`,
});

export function CheckBox({ node }: Props) {
  const { text, value, set, isBound } = useProperties(node);
  return (
    <label className={forms.choice}>
      <input
        type="checkbox"
        checked={value('value') === true}
        disabled={!isBound('value')}
        onChange={(event) => {
          set('value', event.target.checked);
        }}
      />
      <span>{text('label')}</span>
    </label>
  );
}

const INPUT_TYPES: Readonly<Record<string, string>> = {
  number: 'number',
  date: 'date',
  obscured: 'password',
};

export function TextField({ node }: Props) {
  const { widgets } = useWords();
  const { text, set, isBound } = useProperties(node);
  const id = useId();
  const [left, setLeft] = useState(false);
  const type = text('textFieldType') || text('type');
  const current = text('text');
  const pattern = text('validationRegexp');
  const invalid = left && current !== '' && pattern !== '' && !matchesPattern(pattern, current);
  const shared = {
    id,
    className: forms.input,
    value: current,
    placeholder: text('placeholder'),
    readOnly: !isBound('text'),
    'aria-invalid': invalid,
    'aria-describedby': `${id}-problem`,
    onBlur: () => {
      setLeft(true);
    },
    onChange: ({ target }: { target: { value: string } }) => {
      set('text', target.value);
    },
  };
  return (
    <div className={forms.field}>
      <label className={forms.label} htmlFor={id}>
        {text('label')}
      </label>
      {type === 'longText' ? (
        <textarea {...shared} rows={3} dir="auto" />
      ) : (
        <input {...shared} type={lookUp(INPUT_TYPES, type) ?? 'text'} autoComplete="off" />
      )}
      {invalid && (
        <span id={`${id}-problem`} role="alert" className={forms.error}>
          {widgets.invalid}
        </span>
      )}
    </div>
  );
}

export function DateTimeInput({ node }: Props) {
  const { text, value, set, isBound } = useProperties(node);
  const id = useId();
  const withTime = value('enableTime') === true;
  const withDate = value('enableDate') !== false || !withTime;
  const [type, length] = !withDate ? ['time', 5] : withTime ? ['datetime-local', 16] : ['date', 10];
  const given = text('value');
  const shown = !withDate && given.includes('T') ? given.slice(given.indexOf('T') + 1) : given;
  return (
    <div className={forms.field}>
      <label className={forms.label} htmlFor={id}>
        {text('label')}
      </label>
      <input
        id={id}
        className={forms.input}
        type={type}
        aria-label={text('label') || type}
        value={shown.slice(0, length)}
        readOnly={!isBound('value')}
        onChange={(event) => {
          set('value', event.target.value);
        }}
      />
    </div>
  );
}

export function MultipleChoice({ node }: Props) {
  const { widgets } = useWords();
  const { model } = useSurface();
  const { text, value, set, isBound } = useProperties(node);
  const group = useId();
  const selections = value('selections');
  const chosen = asList(Array.isArray(selections) ? selections : [selections]);
  const limit = Number(text('maxAllowedSelections')) || Infinity;
  const options = asList(node.properties.options)
    .map(asRecord)
    .map((option) => ({
      value: option.value,
      label: boundText(option.label, model, node.context),
    }));
  const toggle = (option: unknown, on: boolean) => {
    if (limit === 1) set('selections', [option]);
    else set('selections', on ? [...chosen, option] : chosen.filter((item) => item !== option));
  };
  const full = limit !== 1 && chosen.length >= limit;
  return (
    <fieldset className={forms.group}>
      <legend className={forms.label}>
        {text('label') || text('description')}{' '}
        {limit !== 1 && limit < options.length && <small>{widgets.atMost(limit)}</small>}
      </legend>
      {options.map((option, at) => {
        const on = chosen.includes(option.value);
        return (
          <label key={at} className={forms.choice}>
            <input
              type={limit === 1 ? 'radio' : 'checkbox'}
              name={group}
              checked={on}
              disabled={!isBound('selections') || (full && !on)}
              onChange={(event) => {
                toggle(option.value, event.target.checked);
              }}
            />
            <span>{option.label}</span>
          </label>
        );
      })}
    </fieldset>
  );
}

export function Slider({ node }: Props) {
  const { text, value, set, isBound } = useProperties(node);
  const id = useId();
  const number = (name: string, otherwise: number) => {
    const found = Number(value(name) ?? otherwise);
    return Number.isFinite(found) ? found : otherwise;
  };
  const min = number('minValue', 0);
  const max = number('maxValue', 100);
  const current = number('value', min);
  return (
    <div className={forms.field}>
      <label className={forms.label} htmlFor={id}>
        {text('label')} <output htmlFor={id}>{current}</output>
      </label>
      <input
        id={id}
        className={forms.range}
        style={rangeFill((current - min) / (max - min || 1))}
        type="range"
        min={min}
        max={max}
        step={Number.isInteger(min) && Number.isInteger(max) && max - min > 2 ? 1 : 'any'}
        value={current}
        disabled={!isBound('value')}
        onChange={(event) => {
          set('value', Number(event.target.value));
        }}
      />
    </div>
  );
}

import { X } from 'lucide-react';
import { use } from 'react';

import forms from '../../forms/forms.module.css';
import { useWords } from '../../i18n/context';
import { asList, asRecord, asText, type JsonRecord } from '../../protocol/json';
import { IconButton } from '../../ui/IconButton';
import styles from '../controls.module.css';
import { type ComponentProps, FormContext, useField } from './context';
import { useAct } from './useAct';

const text = (value: unknown) => (typeof value === 'string' ? value : '');

/** What all fields share; the label of a field is a component of its own, found by its name. */
function useShared(props: JsonRecord) {
  const field = useField(props);
  return {
    field,
    shared: {
      id: field.id,
      name: field.name,
      disabled: props.disabled === true,
      required: props.required === true,
      'data-variant': text(props.variant) || 'outline',
      'data-size': text(props.size) || 'md',
      'data-gutter': text(props.gutterSize),
      'data-pill': props.pill === true,
      'data-block': props.block === true,
      className: `${forms.input ?? ''} ${styles.control ?? ''}`,
      ...field.naming,
    },
  };
}

const INPUT_TYPES: readonly unknown[] = ['number', 'email', 'text', 'password', 'tel', 'url'];

export function Input({ props }: ComponentProps) {
  const { field, shared } = useShared(props);
  return (
    <input
      {...shared}
      type={INPUT_TYPES.includes(props.inputType) ? text(props.inputType) : 'text'}
      placeholder={text(props.placeholder)}
      pattern={asText(props.pattern) ?? undefined}
      autoComplete={props.allowAutofillExtensions === true ? 'on' : 'off'}
      value={text(field.value)}
      onFocus={({ target }) => {
        if (props.autoSelect === true) target.select();
      }}
      onChange={({ target }) => {
        field.set(target.value);
      }}
    />
  );
}

export function Textarea({ props }: ComponentProps) {
  const { field, shared } = useShared(props);
  const { rows, maxRows, autoResize } = props;
  return (
    <textarea
      {...shared}
      rows={typeof rows === 'number' ? Math.min(Math.max(1, Math.floor(rows)), 40) : 3}
      style={{
        fieldSizing: autoResize === false ? 'fixed' : 'content',
        ...(typeof maxRows === 'number' && { maxHeight: `calc(${maxRows}lh + 0.8rem)` }),
      }}
      dir="auto"
      placeholder={text(props.placeholder)}
      value={text(field.value)}
      onFocus={({ target }) => {
        if (props.autoSelect === true) target.select();
      }}
      onChange={({ target }) => {
        field.set(target.value);
      }}
    />
  );
}

const options = (raw: unknown) =>
  asList(raw)
    .map(asRecord)
    .filter(({ value }) => typeof value === 'string')
    .map((option) => ({
      value: text(option.value),
      label: text(option.label) || text(option.value),
      disabled: option.disabled === true,
    }));

/** Sets a field and tells the host, when it wants to know. */
function useChange(props: JsonRecord, path: string) {
  const field = useField(props);
  const { act } = useAct(path);
  return (value: unknown) => {
    field.set(value);
    act(props.onChangeAction, { [field.name]: value });
  };
}

export function Select({ props, path }: ComponentProps) {
  const { widgets } = useWords();
  const { field, shared } = useShared(props);
  const change = useChange(props, path);
  const value = text(field.value);
  const known = options(props.options);
  const needsNone = props.clearable === true || !known.some((option) => option.value === value);
  return (
    <select
      {...shared}
      value={value}
      onChange={({ target }) => {
        change(target.value);
      }}
    >
      {needsNone && <option value="">{text(props.placeholder) || widgets.choose}</option>}
      {known.map((option, at) => (
        <option key={at} value={option.value}>
          {option.label}
        </option>
      ))}
    </select>
  );
}

export function DatePicker({ props, path }: ComponentProps) {
  const { widgets } = useWords();
  const { field, shared } = useShared(props);
  const change = useChange(props, path);
  const day = (value: unknown) => text(value).slice(0, 10);
  return (
    <span className={styles.withClear} data-block={props.block === true}>
      <input
        {...shared}
        type="date"
        value={day(field.value)}
        min={day(props.min) || undefined}
        max={day(props.max) || undefined}
        onChange={({ target }) => {
          change(target.value);
        }}
      />
      {props.clearable === true && day(field.value) !== '' && (
        <IconButton
          icon={X}
          label={widgets.clear}
          size={15}
          onClick={() => {
            change('');
          }}
        />
      )}
    </span>
  );
}

export function Checkbox({ props, path }: ComponentProps) {
  const field = useField(props);
  const change = useChange(props, path);
  return (
    <label className={forms.choice}>
      <input
        id={field.id}
        type="checkbox"
        name={field.name}
        checked={field.value === true}
        disabled={props.disabled === true}
        required={props.required === true}
        aria-label={asText(props.label) === null ? field.name : undefined}
        onChange={({ target }) => {
          change(target.checked);
        }}
      />
      <span>{text(props.label)}</span>
    </label>
  );
}

export function RadioGroup({ props, path }: ComponentProps) {
  const field = useField(props);
  const change = useChange(props, path);
  const { id } = use(FormContext);
  return (
    <div
      role="radiogroup"
      id={field.id}
      {...field.naming}
      className={styles.radios}
      data-direction={props.direction === 'col' ? 'column' : 'row'}
    >
      {options(props.options).map((option, at) => (
        <label key={at} className={forms.choice}>
          <input
            type="radio"
            name={`${id}-${field.name}-choice`}
            value={option.value}
            checked={field.value === option.value}
            disabled={props.disabled === true || option.disabled}
            required={props.required === true}
            onChange={() => {
              change(option.value);
            }}
          />
          <span>{option.label}</span>
        </label>
      ))}
    </div>
  );
}

import { createContext, use } from 'react';

import { asText, type JsonRecord } from '../../protocol/json';
import type { Sender } from '../context';
import type { FormValues } from './fields';

export type FormScope = {
  id: string;
  values: FormValues;
  setValue: (name: string, value: unknown) => void;
  /** Fields with a label of their own. */
  labelled: readonly string[];
  /** Inside of a form the values go out with every action. */
  isForm: boolean;
};

export const FormContext = createContext<FormScope>({
  id: '',
  values: {},
  setValue: () => undefined,
  labelled: [],
  isForm: false,
});

export const SenderContext = createContext<Sender>({
  status: 'idle',
  source: null,
  send: () => undefined,
});

export type ComponentProps = {
  props: JsonRecord;
  /** Where the component stands in the tree. */
  path: string;
};

export const fieldId = (scope: string, name: string) => `${scope}-${name}`;

export const labelId = (scope: string, name: string) => `${fieldId(scope, name)}-label`;

/** The value of a field, by its name in the form around it; and what the field is called. */
export function useField(props: JsonRecord) {
  const { id, values, setValue, labelled } = use(FormContext);
  const name = asText(props.name) ?? '';
  const ownName = asText(props.ariaLabel) ?? asText(props.placeholder) ?? name;
  return {
    id: fieldId(id, name),
    name,
    naming: labelled.includes(name)
      ? { 'aria-labelledby': labelId(id, name) }
      : { 'aria-label': ownName },
    value: values[name],
    set: (value: unknown) => {
      setValue(name, value);
    },
  };
}

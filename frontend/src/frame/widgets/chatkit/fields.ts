import { asList, asRecord, asText, isRecord, type JsonRecord } from '../../protocol/json';
import type { WidgetAction } from '../../state/store';

export type FormValues = Readonly<Record<string, unknown>>;

const TEXT_FIELDS: readonly unknown[] = ['Input', 'Textarea', 'Select', 'DatePicker', 'RadioGroup'];
const MAX_DEPTH = 60;

/** The children of a component, whichever way it holds them. */
export function childrenOf({ children }: JsonRecord): readonly JsonRecord[] {
  const list = Array.isArray(children) ? asList(children) : [children];
  return list.filter(isRecord);
}

/** What the fields below a component hold before anybody touches them. */
export function initialValues(component: JsonRecord, depth = 0): FormValues {
  if (depth > MAX_DEPTH) return {};
  const own = ownValue(component);
  const below = childrenOf(component).map((child) => initialValues(child, depth + 1));
  return Object.assign({}, own, ...below) as FormValues;
}

function ownValue({ type, name, defaultValue, defaultChecked, editable, value }: JsonRecord) {
  const field = asText(type === 'Text' ? asRecord(editable).name : name);
  if (field === null) return {};
  if (type === 'Checkbox') return { [field]: defaultChecked === true };
  if (type === 'Text') return { [field]: asText(value) ?? '' };
  return TEXT_FIELDS.includes(type) ? { [field]: asText(defaultValue) ?? '' } : {};
}

/** Names of the fields below a component that have a label of their own. */
export function labelledFields(component: JsonRecord, depth = 0): readonly string[] {
  if (depth > MAX_DEPTH) return [];
  const own = component.type === 'Label' ? asText(component.fieldName) : null;
  const below = childrenOf(component).flatMap((child) => labelledFields(child, depth + 1));
  return own === null ? below : [own, ...below];
}

/** `{type, payload}` with the values of the form around it; `null` when it is no action. */
export function readAction(raw: unknown, values: FormValues = {}): WidgetAction | null {
  const { type, payload } = asRecord(raw);
  const name = asText(type);
  if (name === null) return null;
  const all = { ...asRecord(payload), ...values };
  return Object.keys(all).length === 0 && payload === undefined
    ? { type: name }
    : { type: name, payload: all };
}

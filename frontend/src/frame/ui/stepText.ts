import type { Dictionary } from '../i18n/en';
import { localized } from '../i18n/format';
import type { Locale } from '../i18n/locale';
import { asRecord } from '../protocol/json';
import type { StepPart } from '../state/types';
import { type StepTable, stepTable } from './stepTable';

const LIMIT = 12_000;

/** `lookup_order` → `Lookup order`; names with spaces are somebody's wording already. */
export function readableName(name: string | undefined): string {
  if (!name || /\s/.test(name)) return name ?? '';
  const spaced = name.replace(/[_\-.]+/g, ' ').trim();
  return spaced.charAt(0).toUpperCase() + spaced.slice(1);
}

/** The kinds of the contract have names; others are made readable. */
function kindName({ kind, category }: StepPart, { steps }: Dictionary): string {
  const name = category === 'Dashboard' ? 'dashboard' : kind;
  const known = new Map<string | undefined, string>(Object.entries(steps.kinds));
  return known.get(name) ?? readableName(kind);
}

/** While a step runs its message says what happens; afterwards its title says what it was. */
export function stepLabel(step: StepPart, locale: Locale): string {
  const message = localized(step.message, locale);
  const title = localized(step.title, locale);
  const [first, second] = step.status === 'running' ? [message, title] : [title, message];
  return (
    first ||
    second ||
    readableName(step.tool) ||
    kindName(step, locale.words) ||
    locale.words.stepUnnamed
  );
}

const isLongText = (value: unknown): value is string =>
  typeof value === 'string' && value.includes('\n');

/** Texts of several lines, as in `{"sql": "…"}`, come first and as they are: escaped into one line nobody could read them. */
function fieldsText(value: unknown): string {
  const fields = Array.isArray(value) ? [] : Object.entries(asRecord(value));
  const texts = fields.map(([, field]) => field).filter(isLongText);
  if (texts.length === 0) return JSON.stringify(value, null, 2);
  const rest = fields.filter(([, field]) => !isLongText(field));
  return [...texts, ...rest.map(([name, field]) => `${name}: ${JSON.stringify(field)}`)].join(
    '\n\n',
  );
}

function pretty(value: unknown): string {
  if (typeof value !== 'string') return fieldsText(value);
  const text = value.trim();
  if (!/^[[{]/.test(text)) return text;
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}

const isEmpty = (value: unknown) =>
  value === undefined ||
  value === null ||
  value === '' ||
  (typeof value === 'object' && Object.keys(value).length === 0);

export type StepDetail = { id: string; label: string } & ({ text: string } | { table: StepTable });

/** What the step took and gave, for the reader who wants to know. */
export function stepDetails(
  step: StepPart,
  words: Dictionary,
  /** A view of its own shows what the step gave. */
  hasView = false,
): StepDetail[] {
  const given = isEmpty(step.output) ? step.data.data : step.output;
  const output = hasView ? undefined : given;
  return [
    { id: 'input', label: words.input, value: step.input },
    { id: 'output', label: words.output, value: output },
    { id: 'error', label: words.errorLabel, value: step.error },
  ].flatMap(({ id, label, value }): StepDetail[] => {
    if (isEmpty(value)) return [];
    const table = stepTable(value);
    if (table) return [{ id, label, table }];
    const text = pretty(value);
    return [
      {
        id,
        label,
        text: text.length > LIMIT ? `${text.slice(0, LIMIT)}\n${words.truncated}` : text,
      },
    ];
  });
}

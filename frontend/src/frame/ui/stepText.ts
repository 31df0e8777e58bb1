import type { Dictionary } from '../i18n/en';
import { localized } from '../i18n/format';
import type { Locale } from '../i18n/locale';
import { asName, asRecord, parseJson } from '../protocol/json';
import type { StepPart } from '../state/types';
import { languageOfField } from '../steps/codeLanguage';
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
    asName(first || second || readableName(step.tool) || kindName(step, locale.words)) ??
    locale.words.stepUnnamed
  );
}

const isLongText = (value: unknown): value is string =>
  typeof value === 'string' && value.includes('\n');

type Written = { text: string; language: string | null };

const json = (value: unknown): Written => ({
  text: JSON.stringify(value, null, 2),
  language: 'json',
});

/** Texts of several lines, as in `{"sql": "…"}`, come first and as they are: escaped into one line nobody could read them. */
function written(value: unknown, tool: string | undefined): Written {
  const record = Array.isArray(value) ? {} : asRecord(value);
  const fields = Object.entries(record);
  const texts = fields.filter(([, field]) => isLongText(field));
  const [first] = texts;
  if (first === undefined) return json(value);
  const rest = fields.filter(([, field]) => !isLongText(field));
  const text = [
    ...texts.map(([, field]) => field),
    ...rest.map(([name, field]) => `${name}: ${JSON.stringify(field)}`),
  ].join('\n\n');
  return { text, language: languageOfField(first[0], record, tool) };
}

function pretty(value: unknown, tool: string | undefined): Written {
  if (typeof value !== 'string') return written(value, tool);
  const text = value.trim();
  const parsed = /^[[{]/.test(text) ? parseJson(text) : undefined;
  return parsed === undefined ? { text, language: null } : json(parsed);
}

const isEmpty = (value: unknown) =>
  value === undefined ||
  value === null ||
  value === '' ||
  (typeof value === 'object' && Object.keys(value).length === 0);

export type StepDetail = { id: string; label: string } & (Written | { table: StepTable });

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
    const { text, language } = pretty(value, step.tool);
    const long = text.length > LIMIT;
    return [
      {
        id,
        label,
        text: long ? `${text.slice(0, LIMIT)}\n${words.truncated}` : text,
        language: id === 'error' ? null : language,
      },
    ];
  });
}

import { asList, asRecord, asText, parseJson, type JsonRecord } from '../protocol/json';
import { readableName } from '../ui/stepText';

/** One argument of an action as a form shows it. `json` is everything without a simple form. */
export type ArgumentField = {
  name: string;
  label: string;
  kind: 'text' | 'number' | 'integer' | 'boolean' | 'choice' | 'json';
  description: string | null;
  required: boolean;
  choices: readonly string[];
  schema: JsonRecord;
};

export type FieldProblem =
  | { type: 'required' | 'number' | 'integer' | 'json' | 'pattern' }
  | { type: 'minimum' | 'maximum' | 'minLength' | 'maxLength'; limit: number };

export type ParsedArguments =
  { ok: true; args: JsonRecord } | { ok: false; problems: Readonly<Record<string, FieldProblem>> };

/** The title that the schema gives an argument, unless it only repeats its name. */
export function argumentLabel(name: string, schema: JsonRecord | null): string {
  const title = asText(asRecord(asRecord(schema?.properties)[name]).title);
  const readable = readableName(name);
  return title === null || title.toLowerCase() === readable.toLowerCase() ? readable : title;
}

/** The fields that the schema names, then those that only the arguments have. */
export function argumentFields(args: JsonRecord, schema: JsonRecord | null): ArgumentField[] {
  const properties = asRecord(schema?.properties);
  const required = asList(schema?.required);
  const names = [...new Set([...Object.keys(properties), ...Object.keys(args)])];
  return names.map((name) => {
    const property = asRecord(properties[name]);
    const choices = asList(property.enum).filter((item) => typeof item === 'string');
    return {
      name,
      label: argumentLabel(name, schema),
      kind: choices.length > 0 ? 'choice' : kindOf(property.type, args[name]),
      description: asText(property.description),
      required: required.includes(name),
      choices,
      schema: property,
    };
  });
}

function kindOf(type: unknown, value: unknown): ArgumentField['kind'] {
  if (type === 'number' || type === 'integer' || type === 'boolean') return type;
  // A text is edited as text only if it is one: some agents send other types than they declare.
  if (type === 'string' && (value === undefined || typeof value === 'string')) return 'text';
  if (type !== undefined) return 'json';
  if (typeof value === 'string') return 'text';
  if (typeof value === 'number') return 'number';
  return typeof value === 'boolean' ? 'boolean' : 'json';
}

/** What stands in a field before it is edited. */
export function fieldText({ name, kind }: ArgumentField, args: JsonRecord): string {
  const value = args[name];
  if (value === undefined || (value === null && kind !== 'json')) return '';
  return typeof value === 'string' && kind !== 'json' ? value : JSON.stringify(value, null, 2);
}

/** The arguments as edited, or what is wrong with each field. */
export function parseArguments(
  fields: readonly ArgumentField[],
  texts: Readonly<Record<string, string>>,
  before: JsonRecord,
): ParsedArguments {
  const args: Record<string, unknown> = {};
  const problems: Record<string, FieldProblem> = {};
  for (const field of fields) {
    const text = texts[field.name] ?? '';
    const isMissing = text.trim() === '' && (field.kind !== 'text' || !(field.name in before));
    if (isMissing && !field.required) continue;
    const parsed = isMissing ? { problem: { type: 'required' } as const } : parseField(field, text);
    if ('problem' in parsed) problems[field.name] = parsed.problem;
    else args[field.name] = parsed.value;
  }
  return Object.keys(problems).length === 0 ? { ok: true, args } : { ok: false, problems };
}

type Parsed = { value: unknown } | { problem: FieldProblem };

function parseField({ kind, schema, required }: ArgumentField, text: string): Parsed {
  if (required && text.trim() === '') return { problem: { type: 'required' } };
  if (kind === 'boolean') return { value: text === 'true' };
  if (kind === 'choice') return { value: text };
  if (kind === 'json') {
    const value = parseJson(text);
    return value === undefined ? { problem: { type: 'json' } } : { value };
  }
  const problem = kind === 'text' ? textProblem(text, schema) : numberProblem(text, kind, schema);
  if (problem !== null) return { problem };
  return { value: kind === 'text' ? text : Number(text) };
}

function textProblem(text: string, schema: JsonRecord): FieldProblem | null {
  const { minLength, maxLength, pattern } = schema;
  if (typeof minLength === 'number' && text.length < minLength)
    return { type: 'minLength', limit: minLength };
  if (typeof maxLength === 'number' && text.length > maxLength)
    return { type: 'maxLength', limit: maxLength };
  return typeof pattern === 'string' && !matches(pattern, text) ? { type: 'pattern' } : null;
}

function numberProblem(
  text: string,
  kind: 'number' | 'integer',
  { minimum, maximum }: JsonRecord,
): FieldProblem | null {
  const value = Number(text);
  if (!Number.isFinite(value)) return { type: kind };
  if (kind === 'integer' && !Number.isInteger(value)) return { type: 'integer' };
  if (typeof minimum === 'number' && value < minimum) return { type: 'minimum', limit: minimum };
  if (typeof maximum === 'number' && value > maximum) return { type: 'maximum', limit: maximum };
  return null;
}

/** A pattern that this browser cannot read forbids nothing. */
function matches(pattern: string, text: string): boolean {
  try {
    return new RegExp(pattern, 'u').test(text);
  } catch {
    return true;
  }
}

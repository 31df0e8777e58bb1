import { asRecord } from '../protocol/json';

const ROWS = 50;
const DECIMALS = 4;

export type StepColumn = {
  name: string;
  /** It holds numbers and nothing else. */
  numeric: boolean;
  /** Of its amounts; `null` where all numbers are whole: they may be years, ids or codes. */
  decimals: number | null;
};

export type StepTable = {
  columns: readonly StepColumn[];
  rows: readonly (readonly (string | number)[])[];
  /** Rows that are not shown. */
  more: number;
};

function parsed(value: unknown): unknown {
  if (typeof value !== 'string' || !value.trimStart().startsWith('{')) return value;
  try {
    return JSON.parse(value) as unknown;
  } catch {
    return value;
  }
}

const isGiven = (value: unknown) => value !== null && value !== undefined;

/** Without decimals that nobody reads; what is tiny is still not nothing. */
function short(value: number): number {
  const rounded = Number(value.toFixed(DECIMALS));
  return rounded === 0 ? Number(value.toPrecision(DECIMALS)) : rounded;
}

function cell(value: unknown): string | number {
  if (!isGiven(value)) return '';
  if (typeof value === 'number') return short(value);
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function readColumn(name: unknown, values: readonly unknown[]): StepColumn {
  const given = values.filter(isGiven);
  const numbers = given.filter((value) => typeof value === 'number').map(short);
  const decimals = numbers.reduce((most, value) => Math.max(most, decimalsOf(value)), 0);
  const numeric = given.length > 0 && numbers.length === given.length;
  const amounts = numeric && decimals > 0 && decimals <= DECIMALS;
  return { name: String(cell(name)), numeric, decimals: amounts ? decimals : null };
}

/** More than can be shown for a number that is written with an exponent. */
function decimalsOf(value: number): number {
  const text = String(value);
  return text.includes('e') ? Infinity : (text.split('.')[1]?.length ?? 0);
}

const dayOf = (value: unknown) =>
  typeof value === 'string'
    ? (/^\d{4}-\d\d-\d\d(?=T00:00:00(\.0+)?$)/.exec(value)?.[0] ?? null)
    : null;

/** DataFrames have days as their midnight. */
function withDays(values: readonly unknown[]): readonly unknown[] {
  const days = values.map(dayOf);
  return values.every((value, at) => !isGiven(value) || days[at] !== null) ? days : values;
}

/** A table as `{"columns": […], "rows": [[…], …]}`, the form in which DataFrames travel; or nothing. */
export function stepTable(value: unknown): StepTable | null {
  const { columns: names, rows } = asRecord(parsed(value));
  if (!Array.isArray(names) || names.length === 0 || !Array.isArray(rows)) return null;
  const lists = rows.filter((row): row is unknown[] => Array.isArray(row));
  if (lists.length < rows.length) return null;
  const columns = names.map((_, at) => withDays(lists.map((row) => row[at])));
  return {
    columns: names.map((name, at) => readColumn(name, columns[at] ?? [])),
    rows: lists.slice(0, ROWS).map((_, row) => columns.map((values) => cell(values[row]))),
    more: Math.max(0, lists.length - ROWS),
  };
}

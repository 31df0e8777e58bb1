import { asRecord } from '../protocol/json';

const ROWS = 50;

export type StepTable = {
  columns: readonly string[];
  rows: readonly (readonly string[])[];
  /** Of each column, whether it holds numbers and nothing else. */
  numeric: readonly boolean[];
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

function cell(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number') return String(Number(value.toFixed(4)));
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function isNumeric(values: readonly unknown[]): boolean {
  const given = values.filter((value) => value !== null && value !== undefined);
  return given.length > 0 && given.every((value) => typeof value === 'number');
}

/** A table as `{"columns": […], "rows": [[…], …]}`, the form in which DataFrames travel; or nothing. */
export function stepTable(value: unknown): StepTable | null {
  const { columns, rows } = asRecord(parsed(value));
  if (!Array.isArray(columns) || columns.length === 0 || !Array.isArray(rows)) return null;
  const lists = rows.filter((row): row is unknown[] => Array.isArray(row));
  if (lists.length < rows.length) return null;
  return {
    columns: columns.map(cell),
    rows: lists.slice(0, ROWS).map((row) => columns.map((_, at) => cell(row[at]))),
    numeric: columns.map((_, at) => isNumeric(lists.map((row) => row[at]))),
    more: Math.max(0, lists.length - ROWS),
  };
}

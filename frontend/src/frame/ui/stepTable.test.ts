// @vitest-environment node
import { expect, it } from 'vitest';

import { stepTable } from './stepTable';

const frame = {
  columns: ['region', 'share'],
  rows: [
    ['EMEA', 0.336099585],
    ['APAC', null],
  ],
};

it('reads a table, also from JSON text, with short numbers', () => {
  const table = {
    columns: ['region', 'share'],
    rows: [
      ['EMEA', '0.3361'],
      ['APAC', ''],
    ],
    numeric: [false, true],
    more: 0,
  };
  expect(stepTable(frame)).toEqual(table);
  expect(stepTable(JSON.stringify(frame))).toEqual(table);
});

it('tells the columns that hold numbers and nothing else', () => {
  const table = stepTable({
    columns: ['id', 'mixed', 'empty', 'short', 'truth'],
    rows: [
      [7, 1, null, 0, true],
      [-8.5, 'n/a', null],
    ],
  });
  expect(table?.numeric).toEqual([true, false, false, true, false]);
});

it('shows the first rows of a long one and counts the rest', () => {
  const rows = Array.from({ length: 70 }, (_, at) => [at, at]);
  const table = stepTable({ ...frame, rows });
  expect(table?.rows).toHaveLength(50);
  expect(table?.more).toBe(20);
});

it.each([
  null,
  'text',
  '{broken',
  [1],
  { columns: [], rows: [] },
  { columns: ['a'], rows: [{ a: 1 }] },
  { columns: ['a'] },
])('takes nothing else for a table: %o', (value) => {
  expect(stepTable(value)).toBeNull();
});

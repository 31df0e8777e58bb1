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
    more: 0,
  };
  expect(stepTable(frame)).toEqual(table);
  expect(stepTable(JSON.stringify(frame))).toEqual(table);
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

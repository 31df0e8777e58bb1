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
    columns: [
      { name: 'region', numeric: false, decimals: null },
      { name: 'share', numeric: true, decimals: 4 },
    ],
    rows: [
      ['EMEA', 0.3361],
      ['APAC', ''],
    ],
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
  const numeric = table?.columns.map((column) => column.numeric);
  expect(numeric).toEqual([true, false, false, true, false]);
});

it.each([
  ['years', [2025, 2026], null],
  ['ids that are floats because one is missing', [1001.0, null, 1003.0], null],
  ['amounts', [1284300, 1168940.5, -0.25], 2],
  ['amounts with noise', [0.1 + 0.2, 1 / 3], 4],
  ['tiny numbers', [0.5, 0.0000012], null],
  ['huge numbers', [0.5, 1e30], null],
  ['words', ['1.5', '2.5'], null],
])(
  'tells amounts, by their decimals, from numbers that name something: %s',
  (_, values, decimals) => {
    const table = stepTable({ columns: ['a'], rows: values.map((value) => [value]) });
    expect(table?.columns[0]?.decimals).toBe(decimals);
  },
);

it('shows a tiny number as more than nothing', () => {
  const table = stepTable({ columns: ['p'], rows: [[0.0000012345678], [0]] });
  expect(table?.rows).toEqual([[0.000001235], [0]]);
});

it('shows days without their midnight, but never half of a column', () => {
  const rows = [
    ['2026-08-17T00:00:00', '2026-08-17T00:00:00.000'],
    [null, '2026-08-17T09:30:00.000'],
  ];
  expect(stepTable({ columns: ['day', 'moment'], rows })?.rows).toEqual([
    ['2026-08-17', '2026-08-17T00:00:00.000'],
    ['', '2026-08-17T09:30:00.000'],
  ]);
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

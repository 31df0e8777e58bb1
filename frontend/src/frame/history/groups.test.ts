// @vitest-environment node
import { expect, it } from 'vitest';

import type { ConversationItem } from '../api/conversations';
import { groupByAge } from './groups';

const NOW = new Date(2026, 7, 17, 9, 0).getTime();

const touched = (...date: [number, number, number, number?]): ConversationItem => ({
  id: date.join('-'),
  threadId: date.join('-'),
  title: null,
  running: false,
  updatedAt: new Date(date[0], date[1], date[2]).getTime() + (date[3] ?? 0),
});

it('groups by the days and months of the reader', () => {
  const items = [
    touched(2026, 7, 17),
    touched(2026, 7, 16, 86_399_999),
    touched(2026, 7, 16),
    touched(2026, 7, 15),
    touched(2026, 7, 10),
    touched(2026, 7, 9),
    touched(2026, 6, 31),
    touched(2025, 6, 31),
  ];
  const groups = groupByAge(items.toReversed(), NOW);
  expect(groups.map(({ period, items: { length } }) => [period, length])).toEqual([
    ['today', 1],
    ['yesterday', 2],
    ['week', 2],
    ['month', 1],
    ['month', 1],
    ['month', 1],
  ]);
  expect(groups.flatMap((group) => group.items)).toEqual(items);
  expect(groupByAge([], NOW)).toEqual([]);
});

// @vitest-environment node
import { expect, it } from 'vitest';

import type { Message } from '../../state/types';
import { RowHeights } from './rowHeights';
import { estimatedHeight } from './windowing';

const [first, second]: [Message, Message] = [
  { role: 'user', id: 'm1', text: 'One', createdAt: 0 },
  { role: 'user', id: 'm2', text: 'Two', createdAt: 0 },
];

it('knows the heights of rows that were drawn and guesses the others', () => {
  const heights = new RowHeights();
  heights.resize(600);
  heights.set('m1', 41.5);
  expect([...heights.tops([first, second])]).toEqual([0, 41.5, 41.5 + estimatedHeight(second)]);
});

it('forgets all heights when the rows become narrower', () => {
  const heights = new RowHeights();
  expect(heights.resize(600)).toBe(false);
  heights.set('m1', 41.5);
  expect(heights.resize(600)).toBe(false);
  expect(heights.resize(320)).toBe(true);
  expect([...heights.tops([first])]).toEqual([0, estimatedHeight(first)]);
});

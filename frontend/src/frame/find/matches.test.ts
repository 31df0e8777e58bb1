// @vitest-environment node
import { expect, it } from 'vitest';

import { assistant, text, user } from '../ui/testing';
import { findMatches, firstFrom, indexOf } from './matches';

const messages = [
  user('u1', 'Where is the Report?'),
  assistant('a1', [text('The **re**port is in `report_2025`.\n\n> A report.')]),
  user('u2', '给我看销售额'),
  assistant('a2', [text('**重点（销售）**额度如下：销售额 ** 100')]),
];
const places = (query: string) =>
  findMatches(messages, query).map(({ messageId, nth }) => `${messageId}.${nth}`);

it('finds every place in order, in upper and lower case and across marks that are not seen', () => {
  expect(places('report')).toEqual(['u1.0', 'a1.0', 'a1.1', 'a1.2']);
  expect(places('report_2025')).toEqual(['a1.0']);
  expect(places('重点（销售）额度')).toEqual(['a2.0']);
  expect(places('销售额')).toEqual(['u2.0', 'a2.0']);
});

it('takes any spaces for spaces, and nothing for nothing', () => {
  expect(places('  the   report ')).toEqual(['u1.0', 'a1.0']);
  expect(places('   ')).toEqual([]);
});

it('takes signs for themselves', () => {
  expect(places('report?')).toEqual(['u1.0']);
  expect(places('.')).toHaveLength(2);
  expect(places('** 100')).toEqual(['a2.0']);
  expect(places('a-b [x] {2} \\ / ^$')).toEqual([]);
});

it('finds what was added later', () => {
  expect(findMatches([...messages, user('u3', 'report')], 'report')).toHaveLength(5);
});

it('knows a place again after older messages came before it', () => {
  const [, second = null] = findMatches(messages, 'report');
  const more = findMatches([user('u0', 'report'), ...messages], 'report');
  expect(indexOf(more, second)).toBe(2);
  expect(indexOf(more, null)).toBe(-1);
});

it('goes on from what the reader sees, and to the last place when there is none behind', () => {
  const matches = findMatches(messages, 'report');
  expect(firstFrom(matches, messages, 'a1')).toEqual({ messageId: 'a1', nth: 0 });
  expect(firstFrom(matches, messages, 'u2')).toEqual({ messageId: 'a1', nth: 2 });
  expect(firstFrom(matches, messages, null)).toEqual({ messageId: 'u1', nth: 0 });
  expect(firstFrom([], messages, 'u2')).toBeNull();
});

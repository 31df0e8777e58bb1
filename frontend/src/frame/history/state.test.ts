// @vitest-environment node
import { expect, it } from 'vitest';

import { EMPTY_THREAD } from '../state/reducer';
import type { ThreadState } from '../state/types';
import { CLOSED_HISTORY, listedConversations, reduceHistory, type HistoryState } from './state';

const item = (id: string) => ({
  id,
  threadId: `thread-${id}`,
  title: id,
  running: false,
  updatedAt: 0,
});

const listed: HistoryState = { ...CLOSED_HISTORY, status: 'ready', items: [item('a'), item('b')] };

const thread: ThreadState = {
  ...EMPTY_THREAD,
  threadId: 'thread-b',
  conversationId: 'b',
  title: 'Named by its first answer',
  running: true,
  messages: [{ role: 'user', id: 'u', text: 'Hi', createdAt: 5 }],
};

it('knows the title and the run of the thread on screen better than the list', () => {
  const [first, second] = listedConversations(listed, thread);
  expect(first).toBe(listed.items[0]);
  expect(second).toMatchObject({ title: 'Named by its first answer', running: true });
});

it('lists a thread that has only just begun, unless it is searched or deleted', () => {
  const begun = { ...thread, threadId: 'thread-c', conversationId: 'c' };
  expect(listedConversations(listed, begun).map(({ id }) => id)).toEqual(['c', 'a', 'b']);
  expect(listedConversations({ ...listed, query: 'x' }, begun)).toBe(listed.items);
  const deleted = reduceHistory(listed, { type: 'removed', item: item('c') });
  expect(listedConversations(deleted, begun).map(({ id }) => id)).toEqual(['a', 'b']);
});

it('adds a page without what it has already, and counts the rows of the server', () => {
  const page = { items: [item('b'), item('c')], rows: 3, hasMore: true };
  const more = reduceHistory({ ...listed, rows: 2 }, { type: 'loaded', page, more: true });
  expect(more.items.map(({ id }) => id)).toEqual(['a', 'b', 'c']);
  expect(more.rows).toBe(5);
  expect(reduceHistory(more, { type: 'loaded', page, more: false }).rows).toBe(3);
});

// @vitest-environment node
import { expect, it } from 'vitest';

import { reduceThread, EMPTY_THREAD, type ThreadAction } from './reducer';
import type { Message, ThreadState } from './types';

const message = (number: number): Message => ({
  role: 'user',
  id: `m${number}`,
  text: `Message ${number}`,
  createdAt: number,
});
const page = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, at) => message(from + at));
const loaded = (messages: readonly Message[]): ThreadAction => ({
  type: 'thread.loaded',
  conversationId: 'c1',
  title: null,
  messages,
  hasOlder: true,
});
const run = (...actions: ThreadAction[]) => actions.reduce(reduceThread, EMPTY_THREAD);
const ids = ({ messages }: ThreadState) => messages.map(({ id }) => id).join(' ');

it('puts older messages before the others, each once', () => {
  const state = run(
    loaded(page(5, 7)),
    { type: 'older.requested' },
    { type: 'older.loaded', messages: page(3, 5), hasMore: true },
  );
  expect(ids(state)).toBe('m3 m4 m5 m6 m7');
  expect(state.older).toBe('more');
  const last = reduceThread(state, { type: 'older.loaded', messages: page(1, 3), hasMore: false });
  expect(ids(last)).toBe('m1 m2 m3 m4 m5 m6 m7');
  expect(last.older).toBe('none');
});

it('keeps the messages themselves, so that nothing is drawn again', () => {
  const before = run(loaded(page(5, 7)));
  const after = reduceThread(before, {
    type: 'older.loaded',
    messages: page(3, 5),
    hasMore: false,
  });
  expect(after.messages.slice(2)).toEqual(before.messages);
  expect(after.messages[2]).toBe(before.messages[0]);
});

it('tells loading from having failed', () => {
  expect(run(loaded(page(5, 7)), { type: 'older.requested' }).older).toBe('loading');
  expect(run(loaded(page(5, 7)), { type: 'older.failed' }).older).toBe('failed');
});

it('keeps what was loaded of the past when the newest messages are read again', () => {
  const past = run(loaded(page(5, 7)), {
    type: 'older.loaded',
    messages: page(3, 5),
    hasMore: false,
  });
  const again = reduceThread(past, loaded(page(5, 8)));
  expect(ids(again)).toBe('m3 m4 m5 m6 m7 m8');
  expect(again.older).toBe('none');
});

it('starts anew from messages that do not touch the known ones', () => {
  const again = reduceThread(run(loaded(page(1, 3))), loaded(page(50, 52)));
  expect(ids(again)).toBe('m50 m51 m52');
  expect(again.older).toBe('more');
});

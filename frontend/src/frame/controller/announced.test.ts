// @vitest-environment node
import { expect, it } from 'vitest';

import { isAfter, tabAnnouncements } from './announced';
import {
  answer,
  COMPLETE,
  conversationEnd,
  eventStream,
  EXECUTION,
  frames,
  messageEnd,
  messageStart,
} from './testing/fakeServer';
import { isIdle, memory, ready, setUp, THREAD, type Harness } from './testing/harness';
import { JOIN, asking } from './testing/runs';

const effect = (name: string) => ({
  type: 'event',
  event: 'on_client_effect',
  data: { name, args: {} },
});

const chatEvent = (title: string) => ({
  type: 'event',
  event: 'on_chat_event',
  data: { type: 'middleware_event', title },
});

const effects = (chat: Harness) =>
  chat.host.dataOf('effect').map((data) => (data as { name: string }).name);

/** The API while the run is under way: its thread is busy, and its log can be read. */
function busy(chat: Harness): Harness {
  const conversation = { id: 'conv-1', threadId: THREAD, title: 'Title', status: 'busy' };
  const messages = [
    { id: 'ai-1', role: 'ai', executionId: EXECUTION, status: 'answering', content: '' },
    { id: 'human-1', role: 'human', content: 'Hi' },
  ];
  chat.server
    .on('POST /conversations/search', () => Response.json({ items: [conversation], total: 1 }))
    .on('POST /conversations/*/messages/search', () =>
      Response.json({ items: messages, total: 2 }),
    );
  return chat;
}

it('announces an effect once, also when the chat is made anew and reads the run again', async () => {
  const storage = memory();
  const before = frames(messageStart(), effect('highlight'), chatEvent('seen'));
  const after = frames(effect('zoom'), messageEnd(), conversationEnd()) + COMPLETE;

  const first = await ready(setUp({}, {}, true, storage));
  const stream = await asking(first);
  stream.write(before);
  await first.until(() => effects(first).length === 1);
  await first.until(() => JSON.stringify(first.host.dataOf('log')).includes('seen'));

  const second = busy(setUp({ initialThread: THREAD }, {}, true, storage));
  second.server.on(JOIN, () => eventStream(before + after));
  await second.until(() => second.server.received(JOIN).length === 1);
  await second.until(isIdle(second));

  expect(effects(first)).toEqual(['highlight']);
  expect(effects(second)).toEqual(['zoom']);
  expect(JSON.stringify(second.host.dataOf('log'))).not.toContain('seen');
  expect(second.host.dataOf('response.start')).toHaveLength(1);
});

it('announces all of a run that another tab has followed', async () => {
  const chat = busy(setUp({ initialThread: THREAD }));
  chat.server.on(JOIN, () => eventStream(frames(messageStart(), effect('zoom')) + answer('Hi')));
  await chat.until(() => chat.server.received(JOIN).length === 1);
  await chat.until(isIdle(chat));
  expect(effects(chat)).toEqual(['zoom']);
});

it('remembers the newest runs, and nothing that is damaged', () => {
  const storage = memory();
  storage.set('announced', '[["run", 1], "x", ["old", "5-0"]]');
  const announced = tabAnnouncements(storage);
  expect(announced.includes('run', '1-0')).toBe(false);
  expect(announced.includes('old', '5-0')).toBe(true);
  for (let run = 0; run < 20; run += 1) announced.add(`run-${String(run)}`, '7-0');
  const again = tabAnnouncements(storage);
  expect(again.includes('run-0', '7-0')).toBe(true);
  expect(again.includes('old', '5-0')).toBe(false);
});

it.each([
  ['1786953600000-1', '1786953600000-0', true],
  ['1786953600000-10', '1786953600000-9', true],
  ['1786953600001-0', '1786953600000-5', true],
  ['1786953600000-0', '1786953600000-0', false],
  ['999-0', '1786953600000-0', false],
  ['10', '9', true],
  ['x', 'y', true],
])('%s after %s: %s', (cursor, known, expected) => {
  expect(isAfter(cursor, known)).toBe(expected);
});

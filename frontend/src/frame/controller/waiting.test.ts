// @vitest-environment node
import { describe, expect, it } from 'vitest';

import {
  answer,
  COMPLETE,
  conversationEnd,
  eventStream,
  EXECUTION,
  frames,
  LiveStream,
  messageEnd,
  messageStart,
  text,
} from './testing/fakeServer';
import { isIdle, memory, ready, setUp, THREAD, type Harness } from './testing/harness';
import { JOIN, RUN } from './testing/runs';
import { tabWaiting, type WaitingMessage } from './waiting';

/** A chat whose first answer is coming in, with a message that waits for its end. */
async function queued(storage = memory()): Promise<{ chat: Harness; stream: LiveStream }> {
  const chat = await ready(setUp({}, {}, true, storage));
  const stream = new LiveStream();
  chat.server.on(RUN, stream.route);
  chat.store.actions.send('One');
  await chat.until(() => stream.isOpen);
  stream.write(frames(messageStart(), text('1')));
  await chat.until(() => chat.transcript().includes('streaming: 1'));
  await chat.host.command('onSendUserMessage', { text: 'Two', model: 'deep', state: { a: 1 } });
  expect(chat.transcript().at(-1)).toBe('queued: Two');
  return { chat, stream };
}

/** What the server has of the thread. */
function store(chat: Harness, status: 'busy' | 'idle'): void {
  const content = [{ type: 'text', id: 'txt-1', text: '1' }];
  const stored = { id: 'ai-1', role: 'ai', executionId: EXECUTION, content };
  const question = { id: 'human-1', role: 'human', content: 'One' };
  const items = [{ ...stored, status: status === 'busy' ? 'answering' : 'success' }, question];
  chat.server
    .on('POST /conversations/search', () =>
      Response.json({ items: [{ id: 'conv-1', status }], total: 1 }),
    )
    .on('POST /conversations/conv-1/messages/search', () => Response.json({ items, total: 2 }));
}

const open = (chat: Harness, threadId: string | null) =>
  chat.host.command('onSetThreadId', { threadId });

const end = frames(messageEnd(), conversationEnd()) + COMPLETE;

describe('what waits to be sent', () => {
  it('waits on in the chat made anew, and is sent once behind the answer', async () => {
    const storage = memory();
    await queued(storage);
    const again = await ready(setUp({}, {}, true, storage));
    const stream = new LiveStream();
    store(again, 'busy');
    again.server.on(JOIN, stream.route).on(RUN, () => eventStream(answer('2', 'ai-2', 'run-2')));
    await open(again, THREAD);
    await again.until(() => stream.isOpen);
    expect(again.transcript()).toEqual(['user: One', 'streaming: 1', 'queued: Two']);
    expect(again.store.getSnapshot().thread.held).toBe(false);

    stream.write(frames(messageStart(), text('1')) + end);
    await again.until(() => again.transcript().includes('done: 2'));

    expect(again.transcript()).toEqual(['user: One', 'done: 1', 'user: Two', 'done: 2']);
    const input = { input: { input: 'Two', model: 'deep' }, state: { a: 1 } };
    expect(again.server.received(RUN)).toMatchObject([{ body: { input } }]);
    expect(storage.get('waiting')).toBeNull();
  });

  it('is held when the answer ended meanwhile, until the user decides', async () => {
    const storage = memory();
    await queued(storage);
    const again = await ready(setUp({}, {}, true, storage));
    store(again, 'idle');
    await open(again, THREAD);
    await again.until(() => !again.store.getSnapshot().thread.loading);
    expect(again.transcript()).toEqual(['user: One', 'done: 1', 'queued: Two']);
    expect(again.store.getSnapshot().thread.held).toBe(true);
    expect(again.server.received(RUN)).toEqual([]);

    again.store.actions.withdraw(again.messages().at(-1)?.id ?? '');
    expect(storage.get('waiting')).toBeNull();
  });

  it('is there again when the user comes back to its thread', async () => {
    const { chat } = await queued();
    await open(chat, null);
    expect(chat.transcript()).toEqual([]);
    store(chat, 'busy');
    chat.server
      .on(JOIN, () => eventStream(answer('1')))
      .on(RUN, () => eventStream(answer('2', 'ai-2', 'run-2')));
    await open(chat, THREAD);
    await chat.until(() => chat.transcript().includes('done: 2') && isIdle(chat)());
    expect(chat.transcript()).toEqual(['user: One', 'done: 1', 'user: Two', 'done: 2']);
  });

  it('is also what found no server, as while it is restarted', async () => {
    const storage = memory();
    const { chat, stream } = await queued(storage);
    chat.server.on(RUN, () => {
      throw new TypeError('Failed to fetch');
    });
    stream.write(end);
    await chat.until(() => chat.transcript().at(-1) === 'failed: ');
    const again = await ready(setUp({}, {}, true, storage));
    store(again, 'idle');
    await open(again, THREAD);
    await again.until(() => !again.store.getSnapshot().thread.loading);
    expect(again.transcript()).toEqual(['user: One', 'done: 1', 'queued: Two']);
    expect(again.store.getSnapshot().thread.held).toBe(true);

    again.server.on(RUN, () => eventStream(answer('2', 'ai-2', 'run-2')));
    again.store.actions.sendQueued();
    await again.until(() => again.transcript().includes('done: 2'));
    expect(storage.get('waiting')).toBeNull();
  });

  it('is no longer kept when it was sent', async () => {
    const storage = memory();
    const { chat, stream } = await queued(storage);
    expect(storage.get('waiting')).toContain('Two');
    chat.server.on(RUN, () => eventStream(answer('2', 'ai-2', 'run-2')));
    stream.write(end);
    await chat.until(() => chat.transcript().includes('done: 2'));
    expect(storage.get('waiting')).toBeNull();
  });
});

describe('tabWaiting', () => {
  const message = (id: string): WaitingMessage => ({
    id,
    createdAt: 1,
    outgoing: { text: id, extras: {}, state: {} },
  });

  it('forgets the oldest threads, and reads nothing that it did not write', () => {
    const storage = memory();
    const waiting = tabWaiting(storage);
    for (let thread = 0; thread < 25; thread += 1) waiting.save(String(thread), [message('m')]);
    const again = tabWaiting(storage);
    expect(again.load('4')).toEqual([]);
    expect(again.load('5')).toEqual([message('m')]);
    for (const damaged of ['{', '[1]', '[["t", [1, {"id": 2}, {"id": "x"}]]]', '[[1, []]]']) {
      storage.set('waiting', damaged);
      expect(tabWaiting(storage).load('t')).toEqual([]);
    }
  });
});

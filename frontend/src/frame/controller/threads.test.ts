// @vitest-environment node
import { describe, expect, it } from 'vitest';

import type { JsonRecord } from '../protocol/json';
import {
  answer,
  COMPLETE,
  conversationEnd,
  eventStream,
  EXECUTION,
  frames,
  interrupted,
  LiveStream,
  messageEnd,
  messageStart,
  operation,
  text,
  toolCall,
} from './testing/fakeServer';
import { isIdle, ready, setUp, type Harness } from './testing/harness';
import { answering, JOIN, RUN } from './testing/runs';

const question = { id: 'human-1', role: 'human', content: 'Where?' };
const stored = (content: string, status = 'success') => ({
  id: 'ai-1',
  role: 'ai',
  executionId: EXECUTION,
  content: [{ type: 'text', id: 'txt-1', text: content }],
  status,
});

/** A thread on the server; messages newest first, as the API sends them. */
function store(chat: Harness, conversation: JsonRecord, ...messages: readonly JsonRecord[]): void {
  chat.server
    .on('POST /conversations/search', () =>
      Response.json({ items: [{ id: 'conv-1', title: 'Stored', ...conversation }], total: 1 }),
    )
    .on('POST /conversations/conv-1/messages/search', () =>
      Response.json({ items: messages, total: messages.length }),
    );
}

const open = (chat: Harness, threadId: string | null) =>
  chat.host.command('onSetThreadId', { threadId });

describe('opening a thread', () => {
  it('loads it and tells the host about the loading only', async () => {
    const chat = await ready(setUp());
    store(chat, { status: 'idle' }, stored('There.'), question);
    const opened = open(chat, 'thread-9');
    chat.scheduler.paint();
    expect(chat.store.getSnapshot().thread).toMatchObject({ threadId: 'thread-9', loading: true });
    expect(await opened).toEqual({ ok: true });
    expect(chat.transcript()).toEqual(['user: Where?', 'done: There.']);
    expect(chat.store.getSnapshot().thread).toMatchObject({
      conversationId: 'conv-1',
      title: 'Stored',
      loading: false,
    });
    expect(chat.host.published).toEqual([
      ['thread.load.start', { threadId: 'thread-9' }],
      ['thread.load.end', { threadId: 'thread-9' }],
    ]);
  });

  it('sends into it', async () => {
    const chat = await ready(setUp());
    store(chat, { status: 'idle' }, stored('There.'), question);
    await open(chat, 'thread-9');
    chat.server.on(RUN, () => eventStream(answer('Yes.', 'ai-2', 'run-2')));
    chat.store.actions.send('Sure?');
    await chat.until(isIdle(chat));
    expect(chat.transcript()).toEqual([
      'user: Where?',
      'done: There.',
      'user: Sure?',
      'done: Yes.',
    ]);
    expect(chat.server.received(RUN)[0]?.path).toBe('/threads/thread-9/runs/stream');
    expect(chat.server.received('POST /threads')).toEqual([]);
    expect(chat.host.dataOf('thread.change')).toEqual([]);
  });

  it('answers with an error when it does not exist', async () => {
    const chat = await ready(setUp());
    chat.server.on('POST /conversations/search', () => Response.json({ items: [], total: 0 }));
    await expect(open(chat, 'thread-9')).rejects.toMatchObject({
      name: 'HttpError',
      status: 404,
      message: expect.stringContaining('does not know this thread') as string,
    });
    chat.scheduler.paint();
    expect(chat.store.getSnapshot().thread).toMatchObject({
      loading: false,
      error: { kind: 'not_found' },
    });
    expect(chat.host.dataOf('thread.load.end')).toHaveLength(1);
    expect(chat.host.dataOf('error')).toHaveLength(1);
  });

  it('forgets the thread that was asked for before', async () => {
    const chat = await ready(setUp());
    let release: (response: Response) => void = () => undefined;
    chat.server.on(
      'POST /conversations/search',
      () => new Promise((resolve) => (release = resolve)),
    );
    const first = open(chat, 'thread-1');
    await chat.until(() => chat.server.received('POST /conversations/search').length === 1);
    await open(chat, null);
    release(Response.json({ items: [{ id: 'conv-1', title: 'Old', status: 'idle' }] }));
    await first;
    chat.scheduler.paint();
    expect(chat.store.getSnapshot().thread).toMatchObject({
      threadId: null,
      title: null,
      error: null,
    });
  });

  it('leaves a run that goes on to itself', async () => {
    const chat = await ready(setUp());
    const stream = await answering(chat, 'Hi', 'Part');
    chat.store.actions.newThread();
    await chat.until(() => stream.aborted);
    expect(chat.messages()).toEqual([]);
    expect(chat.server.received('POST /threads/*/runs/*/cancel')).toEqual([]);
    expect(chat.host.dataOf('thread.change')).toEqual([
      { threadId: 'thread-1' },
      { threadId: null },
    ]);
    await chat.until(() => chat.host.dataOf('response.end').length === 1);
  });

  it('sends what was written meanwhile when it is there', async () => {
    const chat = await ready(setUp());
    store(chat, { status: 'idle' }, stored('There.'), question);
    chat.server.on(RUN, () => eventStream(answer('Yes.', 'ai-2', 'run-2')));
    const opened = open(chat, 'thread-9');
    chat.store.actions.send('Early');
    expect(chat.transcript()).toEqual(['queued: Early']);
    await opened;
    await chat.until(() => chat.transcript().includes('done: Yes.'));
    expect(chat.transcript()).toEqual([
      'user: Where?',
      'done: There.',
      'user: Early',
      'done: Yes.',
    ]);
  });
});

describe('the initial thread', () => {
  it('is loaded once there is a secret, and announced', async () => {
    const chat = setUp({ initialThread: 'thread-9' });
    store(chat, { status: 'idle' }, stored('There.'), question);
    await chat.until(() => chat.transcript().includes('done: There.'));
    expect(chat.host.dataOf('thread.change')).toEqual([{ threadId: 'thread-9' }]);
  });

  it('is loaded again only when it changes', async () => {
    const chat = setUp({ initialThread: 'thread-9' });
    store(chat, { status: 'idle' }, stored('There.'), question);
    await chat.until(() => chat.transcript().includes('done: There.'));
    const api = { apiUrl: 'https://api.example/api/ai', xpertId: 'assistant-1' };
    await chat.host.command('onSetOptions', { api, initialThread: 'thread-9', locale: 'de' });
    expect(chat.host.dataOf('thread.load.start')).toHaveLength(1);
    await chat.host.command('onSetOptions', { api, initialThread: 'thread-8' });
    await chat.until(() => chat.host.dataOf('thread.load.end').length === 2);
    await chat.host.command('onSetOptions', { api, initialThread: null });
    expect(chat.messages()).toEqual([]);
    expect(chat.host.dataOf('thread.change')).toEqual([
      { threadId: 'thread-9' },
      { threadId: 'thread-8' },
      { threadId: null },
    ]);
  });

  it('is loaded after all when the chat connects at the second attempt', async () => {
    const answers: (() => Promise<string>)[] = [
      () => Promise.reject(new Error('down')),
      () => Promise.resolve('cs-x-1'),
    ];
    const chat = setUp(
      { initialThread: 'thread-9' },
      { onGetClientSecret: () => answers.shift()?.() },
    );
    store(chat, { status: 'idle' }, stored('There.'), question);
    await chat.until(() => chat.store.getSnapshot().thread.error !== null);
    chat.store.actions.reconnect();
    await chat.until(() => chat.transcript().includes('done: There.'));
    expect(chat.store.getSnapshot().thread.error).toBeNull();
  });
});

describe('a run that goes on when its thread is loaded', () => {
  it('is joined from its beginning, without doubling what is stored', async () => {
    const chat = await ready(setUp());
    store(chat, { status: 'busy' }, stored('One ', 'answering'), question);
    const stream = new LiveStream();
    chat.server.on(JOIN, stream.route);
    await open(chat, 'thread-9');
    await chat.until(() => stream.isOpen);
    expect(chat.transcript()).toEqual(['user: Where?', 'streaming: One ']);
    expect(chat.server.received(JOIN)[0]?.headers).not.toHaveProperty('Last-Event-ID');
    stream.write(
      frames(messageStart(), text('One '), text('two.'), messageEnd(), conversationEnd()) +
        COMPLETE,
    );
    await chat.until(isIdle(chat));
    expect(chat.transcript()).toEqual(['user: Where?', 'done: One two.']);
  });

  it('is found among the runs while its answer is not stored', async () => {
    const chat = await ready(setUp());
    store(chat, { status: 'busy' }, question);
    chat.server.on('GET /threads/*/runs', () =>
      Response.json([{ run_id: EXECUTION, status: 'running' }]),
    );
    chat.server.on(JOIN, () => eventStream(answer('Here.')));
    await open(chat, 'thread-9');
    await chat.until(isIdle(chat));
    expect(chat.transcript()).toEqual(['user: Where?', 'done: Here.']);
  });

  it('is read on behind interrupts that were answered before', async () => {
    const chat = await ready(setUp({}, { onClientToolCall: () => ({ content: 'twice!' }) }));
    store(chat, { status: 'busy' }, stored('Opening. ', 'answering'), question);
    let joins = 0;
    chat.server.on(JOIN, () => {
      joins += 1;
      return eventStream(joins === 1 ? interrupted(toolCall('call-1')) : answer('Done.'));
    });
    await open(chat, 'thread-9');
    await chat.until(() => chat.transcript().includes('done: Opening. Done.'));
    expect(chat.host.calls).toHaveLength(1);
    expect(chat.server.received(JOIN)[1]?.headers['Last-Event-ID']).toBe('1786999999999-0');
    expect(chat.server.received(RUN)).toEqual([]);
  });
});

describe('client tools that still wait when the thread is loaded', () => {
  const waiting = { status: 'interrupted', operation: operation(toolCall('call-1')) };

  it('are answered, and the answer goes on', async () => {
    const chat = await ready(setUp({}, { onClientToolCall: () => ({ content: 'here' }) }));
    store(chat, waiting, stored('Opening. '), question);
    // Without a cursor the API repeats the part before the interrupt, and stops there.
    chat.server.on(RUN, () => eventStream(interrupted(toolCall('call-1'))));
    chat.server.on(JOIN, () => eventStream(answer('Done.')));
    await open(chat, 'thread-9');
    await chat.until(isIdle(chat));
    expect(chat.transcript()).toEqual(['user: Where?', 'done: Opening. Done.']);
    expect(chat.host.calls.filter(([name]) => name === 'onClientToolCall')).toHaveLength(1);
    expect(chat.server.received(RUN)).toHaveLength(1);
    expect(chat.server.received(RUN)[0]?.body).toMatchObject({ input: { executionId: EXECUTION } });
    expect(chat.server.received(JOIN)[0]?.headers['Last-Event-ID']).toBe('1786999999999-0');
  });

  it('go on at once with servers that begin behind the interrupt', async () => {
    const chat = await ready(setUp({}, { onClientToolCall: () => ({ content: 'here' }) }));
    const reasoning = [{ type: 'reasoning', id: 'rsn-1', text: 'A map helps.' }];
    store(chat, waiting, { ...stored('Opening. '), reasoning }, question);
    const start = messageStart();
    const content = [{ type: 'text', id: 'txt-1', text: 'Opening. ' }];
    const resumed = { ...start, data: { ...start.data, content } };
    chat.server.on(RUN, () =>
      eventStream(frames(resumed, text('Done.'), messageEnd(), conversationEnd()) + COMPLETE),
    );
    await open(chat, 'thread-9');
    await chat.until(isIdle(chat));
    expect(chat.transcript()).toEqual(['user: Where?', 'done: Opening. Done.']);
    expect(chat.messages().at(-1)).toMatchObject({
      parts: [{ type: 'reasoning' }, { type: 'text' }],
    });
    expect(chat.server.received(JOIN)).toEqual([]);
  });

  it('are none after the user has cancelled', async () => {
    const chat = await ready(setUp());
    store(
      chat,
      { status: 'interrupted', error: 'Canceled by user' },
      stored('Part', 'aborted'),
      question,
    );
    await open(chat, 'thread-9');
    expect(chat.transcript()).toEqual(['user: Where?', 'stopped: Part']);
    expect(chat.store.getSnapshot().thread.running).toBe(false);
  });
});

it('reads the thread again when the host asks', async () => {
  const chat = await ready(setUp());
  store(chat, { status: 'idle' }, stored('Old.'), question);
  await open(chat, 'thread-9');
  store(chat, { status: 'idle' }, stored('New.'), question);
  expect(await chat.host.command('onFetchUpdates')).toEqual({ ok: true });
  expect(chat.transcript()).toEqual(['user: Where?', 'done: New.']);
});

it('starts a new thread for a message that wants one', async () => {
  const chat = await ready(setUp());
  store(chat, { status: 'idle' }, stored('There.'), question);
  await open(chat, 'thread-9');
  chat.server.on(RUN, () => eventStream(answer('Fresh.')));
  await chat.host.command('onSendUserMessage', { text: 'New', newThread: true });
  await chat.until(() => chat.transcript().includes('done: Fresh.'));
  expect(chat.transcript()).toEqual(['user: New', 'done: Fresh.']);
  expect(chat.host.dataOf('thread.change')).toEqual([{ threadId: 'thread-1' }]);
});

it('keeps what is stored of a run that is gone', async () => {
  const chat = await ready(setUp());
  store(chat, { status: 'busy' }, stored('One ', 'answering'), question);
  chat.server.on(JOIN, () => eventStream(COMPLETE));
  await open(chat, 'thread-9');
  await chat.until(isIdle(chat));
  expect(chat.transcript()).toEqual(['user: Where?', 'done: One ']);
});

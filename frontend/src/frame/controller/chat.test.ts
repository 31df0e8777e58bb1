// @vitest-environment node
import { describe, expect, it, vi } from 'vitest';

import { answer, COMPLETE, eventStream, frames, messageStart, text } from './testing/fakeServer';
import { isIdle, OPTIONS, ready, setUp, THREAD } from './testing/harness';
import { answering, asking } from './testing/runs';

describe('connecting', () => {
  it('asks the host for a secret and the API for the assistant', async () => {
    const chat = await ready(setUp());
    expect(chat.host.calls).toEqual([['onGetClientSecret', null]]);
    await chat.until(() => chat.store.getSnapshot().assistant !== null);
    expect(chat.store.getSnapshot().assistant).toEqual({ name: 'Order helper' });
  });

  it('lets the host’s title win', async () => {
    const chat = await ready(setUp({ header: { title: { text: 'Sales' } } }));
    expect(chat.store.getSnapshot().assistant).toEqual({ name: 'Sales' });
  });

  it('says at once that the API does not let this page call it, and connects again', async () => {
    const chat = setUp();
    const access = { blocked: true, page: 'https://app.example', api: 'https://api.example' };
    chat.server.access = access;
    chat.server.on('GET /assistants/*', () => Promise.reject(new TypeError('Failed to fetch')));
    await chat.until(() => chat.store.getSnapshot().connection.status === 'failed');
    const error = { kind: 'blocked', access };
    expect(chat.store.getSnapshot().connection).toEqual({ status: 'failed', error });
    chat.server.on('GET /assistants/*', () => Response.json({ name: 'orders' }));
    chat.store.actions.reconnect();
    await chat.until(() => chat.store.getSnapshot().assistant !== null);
    expect(chat.store.getSnapshot().connection).toEqual({ status: 'ready' });
  });

  it('chats without a name when the API is out of reach for a moment', async () => {
    const chat = setUp();
    chat.server.access = { blocked: false, page: 'https://a.example', api: 'https://b.example' };
    chat.server.on('GET /assistants/*', () => Promise.reject(new TypeError('Failed to fetch')));
    await chat.until(() => chat.store.getSnapshot().connection.status === 'ready');
    expect(chat.store.getSnapshot().connection).toEqual({ status: 'ready' });
  });

  it('chats without a name when the assistant cannot be read', async () => {
    const chat = setUp();
    chat.server.on('GET /assistants/*', () => new Response(null, { status: 500 }));
    await ready(chat);
    expect(chat.store.getSnapshot().assistant).toBeNull();
  });

  it('fails in the host’s words, and connects again on demand', async () => {
    const answers: (() => Promise<unknown>)[] = [
      () => Promise.reject(new Error('Minting failed')),
      () => Promise.resolve('cs-x-1'),
    ];
    const chat = setUp({}, { onGetClientSecret: () => answers.shift()?.() });
    const { store } = chat;
    await chat.until(() => store.getSnapshot().connection.status === 'failed');
    const error = { kind: 'session', detail: 'Minting failed' };
    expect(store.getSnapshot().connection).toEqual({ status: 'failed', error });
    store.actions.reconnect();
    await ready(chat);
  });

  it.each([
    ['is opened alone', {}, false],
    [
      'has no handler for secrets',
      { api: { apiUrl: 'https://api.example/api/ai', xpertId: 'a' } },
      true,
    ],
  ])('says that the page is not configured when it %s', async (_case, options, connected) => {
    const handlers = { onGetClientSecret: () => Promise.reject(new Error('No handler')) };
    const chat = setUp(options, handlers, connected);
    await chat.until(() => chat.store.getSnapshot().connection.status === 'failed');
    expect(chat.store.getSnapshot().connection).toMatchObject({ error: { kind: 'configuration' } });
    expect(chat.server.requests).toEqual([]);
  });

  it('takes the assistant from the secret when the options name none', async () => {
    const api = { apiUrl: 'https://api.example/api/ai', getClientSecret: '[ChatKitMethod]' };
    const secret = { secret: 'cs-x-1', organizationId: 'org-1', xpertId: 'assistant-2' };
    const chat = await ready(setUp({ api }, { onGetClientSecret: () => secret }));
    const [request] = chat.server.received('GET /assistants/*');
    expect(request?.path).toBe('/assistants/assistant-2');
    expect(request?.headers).toMatchObject({ 'organization-id': 'org-1' });
  });
});

describe('sending', () => {
  it('creates a thread, streams the answer and tells the host', async () => {
    const chat = await ready(setUp({ locale: 'zh-CN', request: { context: { region: 'EMEA' } } }));
    chat.server.on('POST /threads/*/runs/stream', () => eventStream(answer('Shipped.')));
    chat.store.actions.send('Where is order 1042?');
    expect(chat.transcript()).toEqual(['user: Where is order 1042?', 'pending: ']);
    await chat.until(isIdle(chat));
    expect(chat.transcript()).toEqual(['user: Where is order 1042?', 'done: Shipped.']);
    expect(chat.store.getSnapshot().thread).toMatchObject({
      threadId: THREAD,
      conversationId: 'conv-1',
      title: 'Title',
    });
    const [request] = chat.server.received('POST /threads/thread-1/runs/stream');
    expect(request?.headers).toMatchObject({ Authorization: 'Bearer cs-x-1', Language: 'zh-Hans' });
    expect(request?.headers).not.toHaveProperty('Last-Event-ID');
    expect(request?.body).toMatchObject({
      assistant_id: 'assistant-1',
      context: { region: 'EMEA' },
      input: { input: { input: 'Where is order 1042?' } },
    });
    const names = chat.host.published.map(([name]) => name).filter((name) => name !== 'log');
    expect(names).toEqual(['thread.change', 'response.start', 'response.end']);
    expect(chat.host.dataOf('thread.change')).toEqual([{ threadId: THREAD }]);
  });

  it('commits once per frame, however many events arrive', async () => {
    const chat = await ready(setUp());
    const stream = await asking(chat);
    const listener = vi.fn();
    chat.store.subscribe(listener);
    stream.write(frames(messageStart(), ...Array.from({ length: 50 }, () => text('x'))));
    for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve));
    expect(listener).not.toHaveBeenCalled();
    chat.scheduler.paint();
    expect(listener).toHaveBeenCalledTimes(1);
    expect(chat.transcript().at(-1)).toBe(`streaming: ${'x'.repeat(50)}`);
    stream.write(COMPLETE);
    await chat.until(isIdle(chat));
  });

  it('sends into the same thread afterwards', async () => {
    const chat = await ready(setUp());
    chat.server.on('POST /threads/*/runs/stream', () => eventStream(answer('Yes.')));
    chat.store.actions.send('One');
    await chat.until(isIdle(chat));
    chat.store.actions.send('Two');
    await chat.until(() => chat.server.received('POST /threads/*/runs/stream').length === 2);
    expect(chat.server.received('POST /threads')).toHaveLength(1);
  });

  it('keeps messages for later while an answer is running', async () => {
    const chat = await ready(setUp());
    const stream = await asking(chat, 'One');
    chat.store.actions.send('Two');
    stream.write(frames(messageStart(), text('1')));
    await chat.until(() => chat.transcript().includes('streaming: 1'));
    expect(chat.transcript()).toEqual(['user: One', 'streaming: 1', 'queued: Two']);
    expect(chat.server.received('POST /threads/*/runs/stream')).toHaveLength(1);
    chat.server.on('POST /threads/*/runs/stream', () => eventStream(answer('2', 'ai-2', 'run-2')));
    stream.write(COMPLETE);
    await chat.until(() => chat.transcript().includes('done: 2'));
    expect(chat.transcript()).toEqual(['user: One', 'done: 1', 'user: Two', 'done: 2']);
  });

  it('sends what waits when the answer is stopped, but nothing that was withdrawn', async () => {
    const chat = await ready(setUp());
    await answering(chat, 'One', '1');
    chat.store.actions.send('Two');
    chat.store.actions.send('Three');
    const [, , two] = chat.messages();
    chat.store.actions.withdraw(two?.id ?? '');
    chat.server.on('POST /threads/*/runs/stream', () => eventStream(answer('3', 'ai-3', 'run-3')));
    chat.store.actions.stop();
    await chat.until(() => chat.transcript().includes('done: 3'));
    expect(chat.transcript()).toEqual(['user: One', 'stopped: 1', 'user: Three', 'done: 3']);
    expect(chat.server.received('POST /threads/*/runs/stream')).toHaveLength(2);
  });

  it('keeps what the host sends before there is a secret', async () => {
    let give: (secret: string) => void = () => undefined;
    const secret = new Promise((resolve) => (give = resolve));
    const chat = setUp({}, { onGetClientSecret: () => secret });
    chat.server.on('POST /threads/*/runs/stream', () => eventStream(answer('Yes.')));
    expect(await chat.host.command('onSendUserMessage', { text: 'Early' })).toEqual({ ok: true });
    expect(chat.transcript()).toEqual(['queued: Early']);
    give('cs-x-1');
    await chat.until(() => chat.transcript().includes('done: Yes.'));
  });

  it('does not load a thread that the options name when it is on screen already', async () => {
    const chat = await ready(setUp());
    chat.server.on('POST /threads/*/runs/stream', () => eventStream(answer('Yes.')));
    chat.store.actions.send('One');
    await chat.until(() => chat.transcript().includes('done: Yes.'));
    await chat.host.command('onSetOptions', { ...OPTIONS, initialThread: THREAD });
    expect(chat.transcript()).toEqual(['user: One', 'done: Yes.']);
    expect(chat.host.dataOf('thread.load.start')).toEqual([]);
  });

  it('ignores an empty message', async () => {
    const chat = await ready(setUp());
    chat.store.actions.send('  \n');
    expect(await chat.host.command('onSendUserMessage', { text: '' })).toEqual({ ok: true });
    expect(chat.messages()).toEqual([]);
  });
});

describe('options', () => {
  it('replaces them without loading anything again', async () => {
    const chat = await ready(
      setUp({ theme: 'light', locale: 'en', composer: { placeholder: 'Ask' } }),
    );
    const themes = vi.fn();
    chat.theme.subscribe(themes);
    const requests = chat.server.requests.length;
    const api = { apiUrl: 'https://api.example/api/ai/', xpertId: 'assistant-1' };
    await chat.host.command('onSetOptions', { api, theme: 'dark', locale: 'zh-CN' });
    chat.scheduler.paint();
    expect(chat.theme.getTheme()).toBe('dark');
    expect(themes).toHaveBeenCalledTimes(1);
    expect(chat.store.getSnapshot().options).toMatchObject({
      locale: 'zh-Hans',
      composer: { placeholder: null },
    });
    expect(chat.server.requests).toHaveLength(requests);
    expect(chat.host.calls).toHaveLength(1);
  });

  it('draws nothing again for equal options', async () => {
    const chat = await ready(setUp({ theme: { colorScheme: 'dark' }, locale: 'en' }));
    await chat.until(() => chat.store.getSnapshot().assistant !== null);
    const api = { apiUrl: 'https://api.example/api/ai', xpertId: 'assistant-1' };
    const themes = vi.fn();
    chat.theme.subscribe(themes);
    const snapshot = chat.store.getSnapshot();
    await chat.host.command('onSetOptions', { api, theme: { colorScheme: 'dark' }, locale: 'en' });
    chat.scheduler.paint();
    expect(chat.store.getSnapshot()).toBe(snapshot);
    expect(themes).not.toHaveBeenCalled();
  });

  it('starts over with another assistant', async () => {
    const chat = await ready(setUp());
    chat.server.on('POST /threads/*/runs/stream', () => eventStream(answer('Yes.')));
    chat.store.actions.send('Hi');
    await chat.until(isIdle(chat));
    const api = {
      apiUrl: 'https://api.example/api/ai',
      xpertId: 'assistant-2',
      getClientSecret: '[ChatKitMethod]',
    };
    await chat.host.command('onSetOptions', { api });
    await ready(chat);
    expect(chat.messages()).toEqual([]);
    expect(chat.host.calls.map(([name, data]) => [name, data])).toEqual([
      ['onGetClientSecret', null],
      ['onGetClientSecret', null],
    ]);
    await chat.until(() => chat.server.received('GET /assistants/assistant-2').length === 1);
  });
});

// @vitest-environment node
import { describe, expect, it } from 'vitest';

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
  text,
  toolCall,
} from './testing/fakeServer';
import { isIdle, ready, setUp, type Harness } from './testing/harness';

const RUN = 'POST /threads/*/runs/stream';
const JOIN = `GET /threads/*/runs/${EXECUTION}/stream`;
const CANCEL = `POST /threads/*/runs/${EXECUTION}/cancel`;

/** Streams for one request after the other; the last one is repeated. */
function inTurn(chat: Harness, pattern: string, ...streams: readonly string[]): void {
  let turn = 0;
  chat.server.on(pattern, () => {
    const stream = streams[Math.min(turn, streams.length - 1)] ?? '';
    turn += 1;
    return eventStream(stream);
  });
}

async function sent(chat: Harness, message = 'Hi'): Promise<Harness> {
  await ready(chat);
  chat.store.actions.send(message);
  await chat.until(isIdle(chat));
  return chat;
}

function errorOf(chat: Harness): unknown {
  const message = chat.messages().findLast(({ role }) => role === 'assistant');
  return message?.role === 'assistant' ? message.error : undefined;
}

const toolMessages = (chat: Harness, request: number): unknown => {
  const { input } = chat.server.received(RUN)[request]?.body as {
    input: { command?: { resume: { toolMessages: unknown } } };
  };
  return input.command?.resume.toolMessages;
};

describe('client tools', () => {
  it('are run by the host one after the other and answered in one resume', async () => {
    let running = 0;
    const onClientToolCall = async ({ name }: { name: string }) => {
      running += 1;
      expect(running).toBe(1);
      await new Promise((resolve) => setImmediate(resolve));
      running -= 1;
      return { content: { tool: name } };
    };
    const chat = setUp({}, { onClientToolCall });
    inTurn(chat, RUN, interrupted(toolCall('call-1'), toolCall('call-2', 'zoom')), answer('Done.'));
    await sent(chat);
    expect(chat.transcript()).toEqual(['user: Hi', 'done: Opening. Done.']);
    expect(chat.host.calls.slice(1)).toEqual([
      [
        'onClientToolCall',
        { name: 'show_map', params: { city: 'Berlin' }, id: 'call-1', tool_call_id: 'call-1' },
      ],
      [
        'onClientToolCall',
        { name: 'zoom', params: { city: 'Berlin' }, id: 'call-2', tool_call_id: 'call-2' },
      ],
    ]);
    expect(chat.server.received(RUN)).toHaveLength(2);
    expect(toolMessages(chat, 1)).toEqual([
      {
        tool_call_id: 'call-1',
        name: 'show_map',
        content: { tool: 'show_map' },
        status: 'success',
      },
      { tool_call_id: 'call-2', name: 'zoom', content: { tool: 'zoom' }, status: 'success' },
    ]);
    const [, resume] = chat.server.received(RUN);
    expect(resume?.headers).toHaveProperty('Last-Event-ID', '1786999999999-0');
    expect(resume?.body).toMatchObject({ input: { executionId: EXECUTION } });
  });

  it.each([
    ['a handler that throws', () => Promise.reject(new Error('No such city')), 'No such city'],
    ['no handler', undefined, 'The host has no handler for onClientToolCall.'],
  ])('tell the agent about %s, and the chat goes on', async (_case, onClientToolCall, content) => {
    const chat = setUp({}, onClientToolCall === undefined ? {} : { onClientToolCall });
    inTurn(chat, RUN, interrupted(toolCall('call-1')), answer('Sorry.'));
    await sent(chat);
    expect(toolMessages(chat, 1)).toEqual([
      { tool_call_id: 'call-1', name: 'show_map', content, status: 'error' },
    ]);
    expect(chat.transcript().at(-1)).toBe('done: Opening. Sorry.');
  });

  it('repeat the context of the message in the resume', async () => {
    const chat = await ready(
      setUp(
        { request: { context: { region: 'EMEA' } } },
        { onClientToolCall: () => ({ content: 1 }) },
      ),
    );
    inTurn(chat, RUN, interrupted(toolCall('call-1')), answer('Done.'));
    chat.store.actions.send('Hi');
    await chat.host.command('onSetOptions', {
      api: { apiUrl: 'https://api.example/api/ai', xpertId: 'assistant-1' },
      request: { context: { region: 'APAC' } },
    });
    await chat.until(isIdle(chat));
    const contexts = chat.server.received(RUN).map(({ body }) => body.context);
    expect(contexts).toEqual([{ region: 'EMEA' }, { region: 'EMEA' }]);
  });

  it('that never answer can be stopped', async () => {
    const chat = await ready(setUp({}, { onClientToolCall: () => new Promise(() => undefined) }));
    inTurn(chat, RUN, interrupted(toolCall('call-1')));
    chat.store.actions.send('Hi');
    await chat.until(() => chat.transcript().includes('waiting: Opening. '));
    await chat.until(() => chat.host.calls.length === 2);
    chat.store.actions.stop();
    await chat.until(() => chat.server.received(CANCEL).length === 1);
    expect(chat.transcript()).toEqual(['user: Hi', 'stopped: Opening. ']);
    expect(chat.server.received(RUN)).toHaveLength(1);
  });

  it.each([
    ['an approval', { actionRequests: [{ name: 'refund', args: {} }], reviewConfigs: [] }],
    ['a server tool', { toolCalls: [toolCall('call-1')] }],
  ])('do not include %s: the message says so and the chat stays usable', async (_case, value) => {
    const interrupt = {
      type: 'event',
      event: 'on_interrupt',
      data: { tasks: [{ interrupts: [{ value }] }] },
    };
    const chat = setUp();
    inTurn(
      chat,
      RUN,
      frames(messageStart(), interrupt, messageEnd(), conversationEnd('interrupted')) + COMPLETE,
    );
    await sent(chat);
    expect(errorOf(chat)).toEqual({ kind: 'unsupported' });
    expect(chat.host.calls).toHaveLength(1);
    inTurn(chat, RUN, answer('Yes.', 'ai-2', 'run-2'));
    await sent(chat, 'Again');
    expect(chat.transcript().at(-1)).toBe('done: Yes.');
  });
});

describe('stopping', () => {
  it('ends the stream, cancels the run and tells the host', async () => {
    const chat = await ready(setUp());
    const stream = new LiveStream();
    chat.server.on(RUN, stream.route);
    chat.store.actions.send('Hi');
    await chat.until(() => stream.isOpen);
    stream.write(frames(messageStart(), text('Part')));
    await chat.until(() => chat.transcript().includes('streaming: Part'));
    chat.store.actions.stop();
    expect(chat.transcript()).toEqual(['user: Hi', 'stopped: Part']);
    await chat.until(() => stream.aborted && chat.server.received(CANCEL).length === 1);
    await chat.until(() => chat.host.dataOf('response.end').length === 1);
    const names = chat.host.published
      .map(([name]) => name)
      .filter((name) => name.startsWith('response'));
    expect(names).toEqual(['response.start', 'response.stop', 'response.end']);
    expect(chat.host.dataOf('error')).toEqual([]);
  });

  it('listens on until a run that has just begun can be cancelled', async () => {
    const chat = await ready(setUp());
    const stream = new LiveStream();
    chat.server.on(RUN, stream.route);
    chat.store.actions.send('Hi');
    await chat.until(() => stream.isOpen);
    chat.store.actions.stop();
    expect(chat.transcript()).toEqual(['user: Hi', 'stopped: ']);
    expect(stream.aborted).toBe(false);
    stream.write(frames(messageStart(), text('Too late')));
    await chat.until(() => stream.aborted && chat.server.received(CANCEL).length === 1);
    expect(chat.transcript()).toEqual(['user: Hi', 'stopped: ']);
    expect(chat.host.published.map(([name]) => name)).not.toContain('response.start');
  });

  it('gives up on a run that never tells its id', async () => {
    const chat = await ready(setUp());
    const stream = new LiveStream();
    chat.server.on(RUN, stream.route);
    chat.store.actions.send('Hi');
    await chat.until(() => stream.isOpen);
    chat.store.actions.stop();
    chat.scheduler.wake();
    await chat.until(() => stream.aborted);
    expect(chat.server.received(CANCEL)).toEqual([]);
  });

  it('starts the next run only after the server has cancelled this one', async () => {
    const chat = await ready(setUp());
    const stream = new LiveStream();
    chat.server.on(RUN, stream.route);
    let release: (response: Response) => void = () => undefined;
    chat.server.on(CANCEL, () => new Promise((resolve) => (release = resolve)));
    chat.store.actions.send('One');
    await chat.until(() => stream.isOpen);
    stream.write(frames(messageStart()));
    await chat.until(() => chat.host.dataOf('response.start').length === 1);
    chat.store.actions.stop();
    inTurn(chat, RUN, answer('2', 'ai-2', 'run-2'));
    chat.store.actions.send('Two');
    await chat.until(() => chat.server.received(CANCEL).length === 1);
    expect(chat.server.received(RUN)).toHaveLength(1);
    release(Response.json({ canceledExecutionIds: [EXECUTION] }));
    await chat.until(() => chat.transcript().includes('done: 2'));
  });

  it('does nothing when nothing runs', async () => {
    const chat = await ready(setUp());
    chat.store.actions.stop();
    expect(chat.host.published).toEqual([]);
  });
});

describe('a connection that breaks', () => {
  async function broken(chat: Harness): Promise<LiveStream> {
    await ready(chat);
    const stream = new LiveStream();
    chat.server.on(RUN, stream.route);
    chat.store.actions.send('Hi');
    await chat.until(() => stream.isOpen);
    stream.write(frames(messageStart(), text('One ')));
    await chat.until(() => chat.transcript().includes('streaming: One '));
    return stream;
  }

  it('is joined again after the last event', async () => {
    const chat = setUp();
    const stream = await broken(chat);
    inTurn(chat, JOIN, frames(text('two.'), messageEnd(), conversationEnd()) + COMPLETE);
    stream.break();
    await chat.until(() => chat.scheduler.sleeping > 0);
    expect(chat.store.getSnapshot().thread.running).toBe(true);
    chat.scheduler.wake();
    await chat.until(isIdle(chat));
    expect(chat.transcript()).toEqual(['user: Hi', 'done: One two.']);
    expect(chat.server.received(JOIN)[0]?.headers['Last-Event-ID']).toMatch(/^\d+-0$/);
    expect(chat.host.dataOf('error')).toEqual([]);
  });

  it.each([
    ['closes again', () => eventStream('')],
    ['cannot be reached', () => Promise.reject(new TypeError('Failed to fetch'))],
  ])('fails when it %s', async (_case, route) => {
    const chat = setUp();
    const stream = await broken(chat);
    chat.server.on(JOIN, route);
    stream.close();
    await chat.until(() => chat.scheduler.sleeping > 0);
    chat.scheduler.wake();
    await chat.until(isIdle(chat));
    expect(chat.transcript()).toEqual(['user: Hi', 'failed: One ']);
    expect(errorOf(chat)).toEqual({ kind: 'interrupted' });
    expect(chat.server.received(JOIN)).toHaveLength(1);
    expect(chat.host.dataOf('response.end')).toHaveLength(
      chat.host.dataOf('response.start').length,
    );
  });

  it('fails at once when the run is not known yet', async () => {
    const chat = setUp();
    inTurn(chat, RUN, '');
    await sent(chat);
    expect(errorOf(chat)).toEqual({ kind: 'interrupted' });
  });

  it('passes on what the stream said about it', async () => {
    const chat = setUp();
    inTurn(chat, RUN, 'event: error\ndata: Upstream closed\n\n');
    await sent(chat);
    expect(errorOf(chat)).toEqual({ kind: 'interrupted', detail: 'Upstream closed' });
    expect(chat.host.dataOf('error')).toEqual([
      { error: { name: 'StreamError', message: 'Upstream closed' } },
    ]);
  });

  it('is the end for servers that just close', async () => {
    const chat = setUp();
    inTurn(chat, RUN, frames(messageStart(), text('All.'), messageEnd(), conversationEnd()));
    await sent(chat);
    expect(chat.transcript()).toEqual(['user: Hi', 'done: All.']);
  });

  it('is given up when the run says nothing and the thread is not busy', async () => {
    const chat = setUp();
    const stream = await broken(chat);
    const silent = new LiveStream();
    chat.server.on(JOIN, silent.route);
    chat.server.on('POST /conversations/search', () =>
      Response.json({ items: [{ id: 'conv-1', status: 'idle' }] }),
    );
    stream.break();
    await chat.until(() => chat.scheduler.sleeping > 0);
    chat.scheduler.wake();
    await chat.until(() => silent.isOpen && chat.scheduler.sleeping > 0);
    chat.scheduler.wake();
    await chat.until(isIdle(chat));
    expect(silent.aborted).toBe(true);
    expect(errorOf(chat)).toEqual({ kind: 'interrupted' });
  });
});

describe('failing and retrying', () => {
  it.each([
    [403, 'forbidden'],
    [404, 'not_found'],
    [500, 'api'],
  ])('shows HTTP %i as %s, and repeats the message on demand', async (status, kind) => {
    const chat = setUp();
    chat.server.on(RUN, () => Response.json({ message: 'No.' }, { status }));
    await sent(chat);
    expect(errorOf(chat)).toEqual({ kind, detail: 'No.', status });
    expect(chat.host.dataOf('error')).toHaveLength(1);
    inTurn(chat, RUN, answer('Yes.'));
    chat.store.actions.retry();
    expect(chat.transcript()).toEqual(['user: Hi', 'pending: ']);
    await chat.until(isIdle(chat));
    expect(chat.transcript()).toEqual(['user: Hi', 'done: Yes.']);
    expect(chat.server.received(RUN)[1]?.body).toMatchObject({ input: { input: { input: 'Hi' } } });
    expect(chat.server.received(RUN)[1]?.body.input).not.toHaveProperty('retry');
  });

  it('fails when the API cannot be reached', async () => {
    const chat = await ready(setUp());
    chat.server.on('POST /threads', () => Promise.reject(new TypeError('Failed to fetch')));
    await sent(chat);
    expect(errorOf(chat)).toEqual({ kind: 'network' });
  });

  it('shows and reports the failure of the agent once', async () => {
    const failure = {
      id: 'ai-1',
      role: 'ai',
      executionId: EXECUTION,
      status: 'error',
      error: 'Rate limit',
    };
    const end = { type: 'event', event: 'on_message_end', data: failure };
    const chat = setUp();
    inTurn(
      chat,
      RUN,
      frames(messageStart(), end, conversationEnd('error', { error: 'Rate limit' })) + COMPLETE,
    );
    await sent(chat);
    expect(errorOf(chat)).toEqual({ kind: 'agent', detail: 'Rate limit' });
    expect(chat.host.dataOf('error')).toEqual([
      { error: { name: 'StreamError', message: 'Rate limit' } },
    ]);
  });

  it('names the answer that is produced again', async () => {
    const chat = setUp();
    inTurn(chat, RUN, answer('First.'), answer('Second.', 'ai-2', 'run-2'));
    await sent(chat);
    chat.store.actions.retry();
    await chat.until(isIdle(chat));
    expect(chat.transcript()).toEqual(['user: Hi', 'done: Second.']);
    expect(chat.server.received(RUN)[1]?.body.input).toEqual({
      input: { input: 'Hi' },
      retry: true,
      id: 'ai-1',
      executionId: EXECUTION,
      conversationId: 'conv-1',
    });
  });

  it('sends again everything that belonged to the message', async () => {
    const chat = await ready(setUp());
    chat.server.on(RUN, () => new Response(null, { status: 500 }));
    const references = [{ type: 'quote', text: 'x' }];
    await chat.host.command('onSendUserMessage', {
      text: 'Why?',
      references,
      state: { tenant: 'a' },
    });
    await chat.until(isIdle(chat));
    chat.store.actions.retry();
    await chat.until(() => chat.server.received(RUN).length === 2);
    expect(chat.server.received(RUN)[1]?.body).toMatchObject({
      input: { input: { input: 'Why?', references }, state: { tenant: 'a' } },
    });
  });
});

it('renews a refused secret once for requests that fail together', async () => {
  const secrets = ['cs-x-old', 'cs-x-new', 'cs-x-too-many'];
  const chat = setUp({}, { onGetClientSecret: () => secrets.shift() });
  const refuse =
    (respond: () => Response) => (request: { headers: Readonly<Record<string, string>> }) =>
      request.headers['x-api-key'] === 'cs-x-new' ? respond() : new Response('{}', { status: 401 });
  chat.server
    .on(
      'GET /assistants/*',
      refuse(() => Response.json({ name: 'orders' })),
    )
    .on(
      'POST /threads',
      refuse(() => Response.json({ thread_id: 'thread-1' })),
    )
    .on(
      RUN,
      refuse(() => eventStream(answer('Yes.'))),
    );
  chat.store.actions.send('Hi');
  await chat.until(() => chat.transcript().includes('done: Yes.'));
  expect(chat.host.calls).toEqual([
    ['onGetClientSecret', null],
    ['onGetClientSecret', 'cs-x-old'],
  ]);
});

it('publishes effects with their arguments', async () => {
  const data = { name: 'highlight_row', args: { row: 3 }, tool_call_id: 'call-1' };
  const effect = { type: 'event', event: 'on_client_effect', data };
  const chat = setUp();
  inTurn(chat, RUN, frames(messageStart(), effect, messageEnd(), conversationEnd()) + COMPLETE);
  await sent(chat);
  expect(chat.host.dataOf('effect')).toEqual([{ name: 'highlight_row', data: { row: 3 } }]);
});

// @vitest-environment node
import { describe, expect, it } from 'vitest';

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
import { isIdle, ready, setUp } from './testing/harness';
import { RUN, inTurn, sent, errorOf } from './testing/runs';

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

  it('sends the question again to a server that refuses to repeat an answer', async () => {
    const chat = setUp();
    const bodies = [answer('First.'), null, answer('Second.', 'ai-2', 'run-2')];
    chat.server.on(RUN, () => {
      const body = bodies.shift();
      return typeof body === 'string' ? eventStream(body) : new Response('{}', { status: 400 });
    });
    await sent(chat);
    chat.store.actions.retry();
    await chat.until(isIdle(chat));
    expect(chat.transcript()).toEqual(['user: Hi', 'done: Second.']);
    const [, refused, message] = chat.server.received(RUN).map(({ body }) => body.input);
    expect(refused).toHaveProperty('retry', true);
    expect(message).not.toHaveProperty('retry');
    expect(message).toMatchObject({ input: { input: 'Hi' } });
  });

  it('answers an edited message in its place and drops what followed', async () => {
    const chat = setUp();
    inTurn(
      chat,
      RUN,
      answer('First.'),
      answer('Second.', 'ai-2', 'run-2'),
      answer('Edited.', 'ai-3', 'run-3'),
    );
    await sent(chat);
    await sent(chat, 'And then?');
    const id = chat.messages()[0]?.id ?? '';
    chat.store.actions.editMessage(id);
    chat.messages();
    expect(chat.store.getSnapshot().editing).toBe(id);
    chat.store.actions.resend(id, 'Hello');
    await chat.until(isIdle(chat));
    expect(chat.transcript()).toEqual(['user: Hello', 'done: Edited.']);
    expect(chat.store.getSnapshot().editing).toBeNull();
    expect(chat.server.received(RUN)[2]?.body.input).toMatchObject({
      input: { input: 'Hello' },
      retry: true,
      id: 'ai-1',
    });
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

// @vitest-environment node
import { describe, expect, it } from 'vitest';

import { goldenJson, goldenText } from '../api/testing/golden';
import { asRecord } from '../protocol/json';
import { composing } from './testing/composing';
import type { LiveStream } from './testing/fakeServer';
import {
  answer,
  COMPLETE,
  conversationEnd,
  eventStream,
  EXECUTION,
  frames,
  messageEnd,
  messageStart,
  text,
} from './testing/fakeServer';
import { isIdle, ready, setUp, type Harness } from './testing/harness';
import { RUN, answering, asking } from './testing/runs';

describe('messages during an answer', () => {
  const FOLLOW_UP = 'POST /threads/*/runs';

  async function running(): Promise<{ chat: Harness; stream: LiveStream }> {
    const chat = await composing();
    chat.server.on(FOLLOW_UP, () => Response.json({}, { status: 201 }));
    const stream = await answering(chat, 'One', '1');
    return { chat, stream };
  }

  const consumed = (id: string) => ({
    type: 'event',
    event: 'on_chat_event',
    data: { type: 'follow_up_consumed', mode: 'steer', clientMessageIds: [id] },
  });

  it('go into it when the user says so, between its two parts', async () => {
    const { chat, stream } = await running();
    chat.store.composer.actions.type('Two');
    chat.store.composer.actions.submit('steer');
    await chat.until(() => chat.server.received(FOLLOW_UP).length === 1);
    const id = chat.messages().at(-1)?.id ?? '';
    const golden = goldenJson('follow-up-steer-request.json') as { input: Record<string, unknown> };
    const body = chat.server.received(FOLLOW_UP)[0]?.body;
    expect(Object.keys(asRecord(body?.input))).toEqual(Object.keys(golden.input));
    expect(body?.input).toMatchObject({
      action: 'follow_up',
      mode: 'steer',
      message: { clientMessageId: id, input: { input: 'Two' } },
      target: { executionId: EXECUTION },
    });
    expect(chat.messages().at(-1)).toMatchObject({ queued: true, steering: true });
    stream.write(frames(messageEnd(), consumed(id), messageStart('ai-2'), text('2')));
    await chat.until(() => chat.transcript().includes('streaming: 2'));
    expect(chat.transcript()).toEqual(['user: One', 'done: 1', 'user: Two', 'streaming: 2']);
    stream.write(frames(messageEnd(), conversationEnd()) + COMPLETE);
    await chat.until(isIdle(chat));
    expect(chat.server.received(RUN)).toHaveLength(1);
  });

  it('that were not taken in are sent afterwards', async () => {
    const { chat, stream } = await running();
    await chat.host.command('onSendUserMessage', { text: 'Two', followUpMode: 'steer' });
    await chat.until(() => chat.server.received(FOLLOW_UP).length === 1);
    chat.server.on(RUN, () => eventStream(answer('2', 'ai-2', 'run-2')));
    stream.write(frames(messageEnd(), conversationEnd()) + COMPLETE);
    await chat.until(() => chat.transcript().includes('done: 2'));
    expect(chat.transcript()).toEqual(['user: One', 'done: 1', 'user: Two', 'done: 2']);
  });

  it('wait with a server that takes none in, which is not asked again', async () => {
    const { chat } = await running();
    chat.server.on(FOLLOW_UP, () => new Response('{}', { status: 400 }));
    chat.store.actions.send('Two');
    chat.store.actions.steer(chat.messages().at(-1)?.id ?? '');
    await chat.until(() => !chat.store.getSnapshot().thread.steerable);
    expect(chat.messages().at(-1)).toMatchObject({ queued: true, steering: false });
  });

  it('are not sent behind an answer that failed until the user says so', async () => {
    const { chat, stream } = await running();
    chat.store.actions.send('Two');
    chat.store.actions.send('Three');
    stream.write(frames(messageEnd('error'), conversationEnd('error')) + COMPLETE);
    await chat.until(isIdle(chat));
    expect(chat.store.getSnapshot().thread.held).toBe(true);
    expect(chat.transcript().slice(2)).toEqual(['queued: Two', 'queued: Three']);
    expect(chat.server.received(RUN)).toHaveLength(1);
    chat.server.on(RUN, () => eventStream(answer('2', 'ai-2', 'run-2')));
    chat.store.actions.sendQueued();
    await chat.until(() => chat.server.received(RUN).length === 3 && isIdle(chat)());
    expect(chat.store.getSnapshot().thread.held).toBe(false);
    expect(chat.transcript().filter((line) => line.startsWith('user'))).toEqual([
      'user: One',
      'user: Two',
      'user: Three',
    ]);
  });

  it('are no more held when they are withdrawn', async () => {
    const { chat, stream } = await running();
    chat.store.actions.send('Two');
    stream.write(frames(messageEnd('error'), conversationEnd('error')) + COMPLETE);
    await chat.until(() => chat.store.getSnapshot().thread.held);
    chat.store.actions.withdraw(chat.messages().at(-1)?.id ?? '');
    chat.scheduler.paint();
    expect(chat.store.getSnapshot().thread.held).toBe(false);
  });
});

it('shows the recorded stream of a follow-up in the order of the conversation', async () => {
  const chat = await ready(setUp());
  const [before, after] = goldenText('follow-up-steer.sse').split('id: 1786953600600-0');
  chat.server.on('POST /threads/*/runs', () => Response.json({}));
  const stream = await asking(chat, 'Write a report');
  stream.write(before ?? '');
  await chat.until(() => chat.transcript().includes('streaming: Writing as DOCX'));
  await chat.host.command('onSendUserMessage', { text: 'Use PDF instead', followUpMode: 'steer' });
  const id = chat.messages().at(-1)?.id ?? '';
  stream.write(
    `id: 1786953600600-0${after ?? ''}`.replace('61c0f2d4-3a5b-4c7d-8e9f-0a1b2c3d4e5f', id),
  );
  await chat.until(isIdle(chat));
  expect(chat.transcript()).toEqual([
    'user: Write a report',
    'done: Writing as DOCX',
    'user: Use PDF instead',
    'done: Switching to PDF.',
  ]);
});

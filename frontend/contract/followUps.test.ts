import { randomUUID } from 'node:crypto';

import { expect, test } from 'vitest';

import { clientOf, kinds, messageBody, newThread, only, runBody, runIdOf } from './chat';
import { send, textOf, until } from './chat';

const client = clientOf('visitor-follow-ups');

test('a queued message waits in the page and is an ordinary one afterwards', async () => {
  const threadId = await newThread(client);
  const first = await client.stream(threadId, messageBody('Hello'));
  await first.ended;
  expect(textOf(await send(client, threadId, 'And now'))).toBe('You said And now.');
});

test('a message that steers closes the answer and begins another one of the same run', async () => {
  const threadId = await newThread(client);
  const stream = await client.stream(threadId, messageBody('Write a report'));
  const start = await until(stream.events, ({ kind }) => kind === 'on_message_start');
  await until(stream.events, ({ kind }) => kind === 'text');
  const clientMessageId = randomUUID();
  const body = runBody({
    action: 'follow_up',
    conversationId: start.data.conversationId ?? null,
    mode: 'steer',
    message: { clientMessageId, input: { input: 'Use PDF instead' } },
    target: { executionId: start.data.executionId ?? null },
  });
  const run = await client.read('run', 'POST', `/threads/${threadId}/runs`, body);
  expect(run).toMatchObject({ run_id: start.data.executionId, status: 'running' });

  const events = await stream.ended;
  const told = only(events, 'on_chat_event follow_up_consumed');
  expect(told.clientMessageIds).toEqual([clientMessageId]);
  expect(kinds(events).filter((kind) => kind.startsWith('on_message'))).toEqual([
    'on_message_start',
    'on_message_end',
    'on_message_start',
    'on_message_end',
  ]);
  const starts = events.filter(({ kind }) => kind === 'on_message_start');
  expect(new Set(starts.map(({ data }) => data.id)).size).toBe(2);
  expect(new Set(starts.map(({ data }) => data.executionId)).size).toBe(1);
  expect(textOf(events)).toBe('Writing as DOCXNow: Use PDF instead.');
});

test('a follow-up posted as a stream is answered at once, beside the log of the run', async () => {
  const threadId = await newThread(client);
  const stream = await client.stream(threadId, messageBody('Write a report'));
  await until(stream.events, ({ kind }) => kind === 'text');
  const other = clientOf('visitor-follow-ups');
  const message = { clientMessageId: randomUUID(), input: { input: 'Shorter' } };
  const executionId = runIdOf(stream.events);
  const target = { executionId };
  const body = runBody({ action: 'follow_up', mode: 'steer', message, target });
  const direct = await (await other.stream(threadId, body)).ended;
  expect(direct.map(({ id, kind }) => [id, kind])).toEqual([['1-0', 'complete']]);
  expect(textOf(await stream.ended)).toBe('Writing as DOCXNow: Shorter.');
});

import { randomUUID } from 'node:crypto';

import { expect, test } from 'vitest';

import { ASSISTANT_ID, clientOf, messageBody, newThread, only, runBody, runIdOf } from './chat';
import { send, textOf, until } from './chat';
import { golden } from './golden';
import { textOrEmpty } from './json';

const client = clientOf('visitor-later');

test('later pages make thread and conversation, then the run with ids of their own', async () => {
  client.openThread();
  const { thread_id: threadId, metadata } = await client.read('thread', 'POST', '/threads', {
    metadata: {},
  });
  const made = await client.read('conversation', 'POST', '/conversations', {
    id: metadata.id,
    threadId,
    xpertId: ASSISTANT_ID,
    options: {},
  });
  expect(made).toMatchObject({ id: metadata.id, threadId, xpertId: ASSISTANT_ID });
  const id = randomUUID();
  const input = { id, input: { input: 'Where is order 1042?', model: 'large' } };
  const events = await (await client.stream(threadId, runBody(input))).ended;
  expect(only(events, 'on_message_start').parentId).toBe(id);

  // After a stream they look until nothing goes on any more.
  const path = `/conversations/${metadata.id}`;
  expect((await client.read('conversation', 'GET', path)).status).toBe('idle');
  const search = { where: { role: 'ai' }, order: { createdAt: 'DESC' }, limit: 1 };
  const newest = await client.read('messages', 'POST', `${path}/messages/search`, search);
  expect(newest.items[0]).toMatchObject({ executionId: runIdOf(events), status: 'success' });
  const usage = await client.read('usage', 'GET', `/threads/${threadId}/context-usage`);
  expect(usage).toMatchObject({ run_id: runIdOf(events), usage: { total_tokens: 412 } });
});

test('a thread whose first message could not be sent is deleted again', async () => {
  const threadId = await newThread(client);
  await client.delete(`/threads/${threadId}`);
  expect(await client.refusal('GET', `/threads/${threadId}`)).toEqual(golden('error-404.json'));
});

test('later pages load a thread by its id, and join the first run that goes on', async () => {
  const threadId = await newThread(client);
  await send(client, threadId, 'Hello');
  const stream = await client.stream(threadId, messageBody('Wait'));
  await until(stream.events, ({ kind }) => kind === 'component');
  stream.abort();
  const thread = await client.read('thread', 'GET', `/threads/${threadId}`);
  expect(thread.status).toBe('busy');
  await client.read('conversation', 'GET', `/conversations/${thread.metadata.id}`);
  const runs = await client.readList('run', 'GET', `/threads/${threadId}/runs?limit=100`);
  expect(runs.map(({ status }) => status)).toEqual(['running', 'success']);
  const joined = await client.join(threadId, runs[0]?.run_id ?? '');
  const other = clientOf('visitor-later');
  await send(other, await newThread(other), 'Release');
  expect(textOf(await joined.ended)).toBe('Waiting is over.');
});

test('a retry by ids replaces the answer, and what followed it', async () => {
  const threadId = await newThread(client);
  const first = await send(client, threadId, 'Hello');
  await send(client, threadId, 'And now');
  const { id = null, executionId = null, conversationId = null } = only(first, 'on_message_start');
  for (const input of [
    { input: { input: 'Hello' }, retry: true, id, executionId, conversationId },
    { action: 'retry', conversationId, source: { aiMessageId: null } },
  ]) {
    const again = await (await client.stream(threadId, runBody(input))).ended;
    expect(textOf(again)).toBe('You said Hello.');
    expect(only(again, 'on_message_start').id).not.toBe(id);
  }
  const path = `/conversations/${textOrEmpty(conversationId)}/messages`;
  const messages = await client.read('messages', 'GET', path);
  expect(messages.items.map(({ content }) => (typeof content === 'string' ? content : ''))).toEqual(
    ['Hello', ''],
  );
});

test('single messages are read, changed and deleted', async () => {
  const threadId = await newThread(client);
  const { id, conversationId } = only(await send(client, threadId, 'Hello'), 'on_message_start');
  const path = `/conversations/${textOrEmpty(conversationId)}/messages/${textOrEmpty(id)}`;
  const message = await client.read('message', 'GET', path);
  const content = [{ type: 'text', id: 'edited', text: 'Edited.' }];
  expect(await client.read('message', 'PATCH', path, { content })).toMatchObject({ id, content });
  expect(await client.read('message', 'GET', path)).toMatchObject({ role: message.role, content });
  await client.delete(path);
  expect(await client.refusal('GET', path)).toEqual(golden('error-404.json'));
});

test('a run in the background is waited for, and read', async () => {
  const threadId = await newThread(client);
  const path = `/threads/${threadId}/runs`;
  const run = await client.read('run', 'POST', path, messageBody('Hello'));
  const events = await (await client.join(threadId, run.run_id)).ended;
  expect(textOf(events)).toBe('You said Hello.');
  expect((await client.read('run', 'GET', `${path}/${run.run_id}`)).status).toBe('success');
});

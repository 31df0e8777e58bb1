import { expect, test } from 'vitest';

import { ASSISTANT_ID, clientOf, messageBody, newThread, only, runIdOf } from './chat';
import { send, textOf, until } from './chat';
import type { Client } from './client';
import { golden } from './golden';

const NEWEST = { order: { createdAt: 'DESC' }, limit: 50, offset: 0 };

async function historyOf(client: Client) {
  const where = { xpertId: ASSISTANT_ID };
  const body = { where, order: { updatedAt: 'DESC' }, limit: 50, offset: 0 };
  return client.read('conversations', 'POST', '/conversations/search', body);
}

async function conversationOf(client: Client, threadId: string) {
  const body = { where: { threadId }, limit: 1 };
  const found = await client.read('conversations', 'POST', '/conversations/search', body);
  if (!found.items[0]) throw new Error(`No conversation of ${threadId}`);
  return found.items[0];
}

test('an open thread is loaded with the answer that is going on', async () => {
  const client = clientOf('visitor-history');
  const threadId = await newThread(client);
  const stream = await client.stream(threadId, messageBody('Wait'));
  await until(stream.events, ({ kind }) => kind === 'component');
  const begun = [...stream.events];
  stream.abort(); // the page is closed; the run goes on

  const page = clientOf('visitor-history');
  const conversation = await conversationOf(page, threadId);
  expect(conversation.status).toBe('busy');
  const path = `/conversations/${conversation.id}/messages/search`;
  const messages = await page.read('messages', 'POST', path, NEWEST);
  expect(messages.items.map(({ role }) => role)).toEqual(['ai', 'human']);
  const search = { where: { role: 'ai' }, order: { createdAt: 'DESC' }, limit: 1 };
  const [answer] = (await page.read('messages', 'POST', path, search)).items;
  const runId = answer?.executionId ?? '';
  expect(runId).toBe(runIdOf(begun));

  const joined = await page.join(threadId, runId);
  const again = await until(joined.events, ({ kind }) => kind === 'component');
  expect(joined.events.slice(0, begun.length)).toEqual(begun);
  const rest = await page.join(threadId, runId, again.id);
  const other = clientOf('visitor-history');
  await send(other, await newThread(other), 'Release');
  expect(textOf(await joined.ended)).toBe('Waiting is over.');
  const later = await rest.ended;
  expect(textOf(later)).toBe(' is over.');
  expect(joined.events.slice(-later.length)).toEqual(later);
});

test('the history shows the newest first, is searched, and pages', async () => {
  const client = clientOf('visitor-pages');
  for (const text of ['Orders of May', 'Refunds of June']) {
    await send(client, await newThread(client), text);
  }
  const { items, total } = await historyOf(client);
  expect([items.map(({ title }) => title), total]).toEqual([
    ['Refunds of June', 'Orders of May'],
    2,
  ]);
  const body = { where: { xpertId: ASSISTANT_ID }, search: 'may', limit: 50, offset: 0 };
  const found = await client.read('conversations', 'POST', '/conversations/search', body);
  expect(found.items.map(({ title }) => title)).toEqual(['Orders of May']);
  const path = `/conversations/${items[0]?.id ?? ''}/messages/search`;
  const page = { order: { createdAt: 'DESC' }, limit: 1, offset: 1 };
  const older = await client.read('messages', 'POST', path, page);
  expect([older.items.map(({ role }) => role), older.total]).toEqual([['human'], 2]);
});

test('a conversation is renamed, and deleted with its thread', async () => {
  const client = clientOf('visitor-renames');
  const threadId = await newThread(client);
  const runId = runIdOf(await send(client, threadId, 'Hello'));
  const { id } = await conversationOf(client, threadId);
  const renamed = await client.read('conversation', 'PATCH', `/conversations/${id}`, {
    title: 'Order 1042',
  });
  expect(renamed.title).toBe('Order 1042');
  const events = await send(client, threadId, 'Hello again');
  expect(only(events, 'on_conversation_end').title).toBe('Order 1042');
  await client.delete(`/conversations/${id}`);
  expect((await historyOf(client)).total).toBe(0);
  for (const path of [`/threads/${threadId}`, `/threads/${threadId}/runs/${runId}/stream`]) {
    expect(await client.refusal('GET', path)).toEqual(golden('error-404.json'));
  }
});

test('nobody else can find, load, join, stop or delete it', async () => {
  const client = clientOf('visitor-owner');
  const other = clientOf('visitor-thief');
  const threadId = await newThread(client);
  const runId = runIdOf(await send(client, threadId, 'Private'));
  const { id } = await conversationOf(client, threadId);
  expect((await historyOf(other)).total).toBe(0);
  for (const [method, path] of [
    ['GET', `/conversations/${id}`],
    ['PATCH', `/conversations/${id}`],
    ['DELETE', `/conversations/${id}`],
    ['POST', `/conversations/${id}/messages/search`],
    ['GET', `/threads/${threadId}`],
    ['GET', `/threads/${threadId}/runs/${runId}/stream`],
    ['POST', `/threads/${threadId}/runs/${runId}/cancel`],
    ['POST', `/threads/${threadId}/runs/stream`],
  ] as const) {
    const body = method === 'GET' ? undefined : { title: 'Mine', ...messageBody('Mine') };
    expect(await other.refusal(method, path, body), path).toEqual(golden('error-404.json'));
  }
  expect((await conversationOf(client, threadId)).title).toBe('Private');
});

test('requests that make no sense are explained', async () => {
  const client = clientOf('visitor-nonsense');
  const threadId = await newThread(client);
  const runs = `/threads/${threadId}/runs/stream`;
  const nothing = { input: { action: 'send', message: {} } };
  expect(await client.refusal('POST', runs, nothing)).toEqual(golden('error-400.json'));
  const foreign = { ...messageBody('Hello'), assistant_id: 'other' };
  expect(await client.refusal('POST', runs, foreign)).toMatchObject({ error: 'Forbidden' });
  expect(await client.refusal('GET', '/conversations/1')).toEqual(golden('error-406.json'));
  const again = { thread_id: threadId, if_exists: 'raise' };
  const told = await client.refusal('POST', '/threads', again);
  expect(told.message).toBe('The thread already exists.');
});

import { expect, test } from 'vitest';

import { clientOf, kinds, messageBody, newThread, only, runIdOf, send, textOf } from './chat';
import { until } from './chat';
import { isRecord } from './json';

const client = clientOf('visitor-messages', 'zh-Hans');

test('an answer comes in the order of the contract, and is stored as it came', async () => {
  const threadId = await newThread(client);
  const events = await send(client, threadId, 'Where is order 1042?');
  expect(kinds(events).slice(0, 3)).toEqual([
    'on_conversation_start',
    'on_message_start',
    'on_agent_start',
  ]);
  expect(kinds(events).slice(-4)).toEqual([
    'on_agent_end',
    'on_message_end',
    'on_conversation_end',
    'complete',
  ]);
  expect(textOf(events)).toBe('It has shipped.');
  expect(only(events, 'on_conversation_start').title).toBe('Where is order 1042?');
  expect(only(events, 'on_conversation_end').title).toBe('Order status');

  const where = { where: { threadId }, limit: 1 };
  const found = await client.read('conversations', 'POST', '/conversations/search', where);
  expect(found.items.map(({ title, status }) => [title, status])).toEqual([
    ['Order status', 'idle'],
  ]);
  const id = found.items[0]?.id ?? '';
  const page = { order: { createdAt: 'DESC' }, limit: 50, offset: 0 };
  const path = `/conversations/${id}/messages/search`;
  const [answer, human] = (await client.read('messages', 'POST', path, page)).items;
  expect(human?.content).toBe('Where is order 1042?');
  expect(answer?.executionId).toBe(runIdOf(events));
  const parts = Array.isArray(answer?.content) ? answer.content : [];
  expect(parts.map(({ type, text }) => text ?? type)).toEqual([
    'It has ',
    'component',
    'component',
    'shipped.',
  ]);
  expect(answer?.reasoning?.map(({ text }) => text)).toEqual(['The user asks about order 1042.']);
});

test('what comes with a message reaches the agent; the cursor of another run does no harm', async () => {
  const threadId = await newThread(client);
  await send(client, threadId, 'Hello');
  expect(client.cursor).not.toBeNull();
  const quote = { type: 'quote', text: 'Delivery within 2 days', source: 'Order helper' };
  const human = { references: [quote], referenceComposition: 'compose', model: 'large' };
  const more = { context: { env: { REGION: 'eu' } }, config: { tags: ['web'] } };
  const body = messageBody('What came with it?', human, more);
  if (isRecord(body.input) && isRecord(body.input.state)) body.input.state.tenant = 'acme';
  const events = await (await client.stream(threadId, body)).ended;
  expect(JSON.parse(textOf(events))).toEqual({
    context: { env: { REGION: 'eu' } },
    tenant: 'acme',
    model: 'large',
    locale: 'zh-Hans',
    references: [quote],
    turns: 3,
  });
});

test('widgets and effects are as the contract shows them', async () => {
  const threadId = await newThread(client);
  const events = await send(client, threadId, 'Show order 1042');
  const effect = only(events, 'on_client_effect');
  expect([effect.name, effect.args]).toEqual(['highlight_row', { row: 3 }]);
  expect(kinds(events)).toContain('widget');
});

test('a failure is told three times, and the thread goes on', async () => {
  const threadId = await newThread(client);
  const events = await send(client, threadId, 'Fail');
  const error = 'Model provider returned 429: rate limit';
  for (const kind of ['on_agent_end', 'on_message_end', 'on_conversation_end']) {
    expect(only(events, kind)).toMatchObject({ status: 'error', error });
  }
  // Pages of 0.3 and 0.4 retry by sending the words again, without any id.
  expect(textOf(await send(client, threadId, 'Hello'))).toBe('You said Hello.');
});

test('Stop ends the run, and nothing is pending', async () => {
  const threadId = await newThread(client);
  const stream = await client.stream(threadId, messageBody('Wait'));
  const runId = runIdOf([await until(stream.events, ({ kind }) => kind === 'on_message_start')]);
  await until(stream.events, ({ kind }) => kind === 'component');
  stream.abort();
  const path = `/threads/${threadId}/runs/${runId}/cancel?wait=0&action=interrupt`;
  expect(await client.read('cancelled', 'POST', path)).toEqual({ canceledExecutionIds: [runId] });
  expect(await client.read('cancelled', 'POST', path)).toEqual({ canceledExecutionIds: [] });
  const where = { where: { threadId }, limit: 1 };
  const found = await client.read('conversations', 'POST', '/conversations/search', where);
  expect(found.items[0]).toMatchObject({ status: 'interrupted', error: 'Canceled by user' });
  expect(found.items[0]).not.toHaveProperty('operation');
  const messages = `/conversations/${found.items[0]?.id ?? ''}/messages/search`;
  const newest = { order: { createdAt: 'DESC' }, limit: 1, offset: 0 };
  const [answer] = (await client.read('messages', 'POST', messages, newest)).items;
  expect(answer).toMatchObject({ status: 'aborted', error: 'Canceled by user' });
});

import { expect, test } from 'vitest';

import {
  clientOf,
  interruptOf,
  kinds,
  newThread,
  only,
  runBody,
  runIdOf,
  send,
  textOf,
  toolResults,
} from './chat';
import { isRecord, textOrEmpty, type Json } from './json';

const client = clientOf('visitor-interrupts');

function callsOf(operation: Json | undefined): { id: string; name: string; args: Json }[] {
  const calls = interruptOf(operation).clientToolCalls;
  return (Array.isArray(calls) ? calls.filter(isRecord) : []).map(({ id, name, args }) => ({
    id: textOrEmpty(id),
    name: textOrEmpty(name),
    args: args ?? null,
  }));
}

async function conversationOf(threadId: string) {
  const where = { where: { threadId }, limit: 1 };
  const { items } = await client.read('conversations', 'POST', '/conversations/search', where);
  return items[0];
}

test('a client tool is called, and its result continues the same answer', async () => {
  const threadId = await newThread(client);
  const first = await send(client, threadId, 'Show the map of Berlin');
  expect(kinds(first).slice(-5)).toEqual([
    'on_interrupt',
    'on_agent_end',
    'on_message_end',
    'on_conversation_end',
    'complete',
  ]);
  const [call] = callsOf(only(first, 'on_interrupt'));
  expect(call?.args).toEqual({ city: 'Berlin', zoom: 11 });
  const { status, operation } = only(first, 'on_conversation_end');
  expect([status, operation]).toEqual(['interrupted', only(first, 'on_interrupt')]);

  const result = { tool_call_id: call?.id ?? '', name: 'show_map', content: { markers: 3 } };
  const body = toolResults(runIdOf(first), { ...result, status: 'success' });
  const second = await (await client.stream(threadId, body)).ended;
  expect(textOf(second)).toBe('The map shows 3 markers.');
  expect(runIdOf(second)).toBe(runIdOf(first));
  expect(only(second, 'on_message_start').id).toBe(only(first, 'on_message_start').id);
  expect(only(second, 'on_message_start').content).toHaveLength(1);
  expect(only(second, 'on_conversation_end').status).toBe('idle');
});

test('after a reload the call is found in the conversation and answered without a cursor', async () => {
  const threadId = await newThread(client);
  const first = await send(client, threadId, 'Show the map of Berlin');
  client.openThread();
  const conversation = await conversationOf(threadId);
  expect(conversation?.status).toBe('interrupted');
  const [call] = callsOf(conversation?.operation);
  // The newest answer tells the run.
  const path = `/conversations/${conversation?.id ?? ''}/messages/search`;
  const newest = { where: { role: 'ai' }, order: { createdAt: 'DESC' }, limit: 1 };
  const [answer] = (await client.read('messages', 'POST', path, newest)).items;
  expect(answer?.executionId).toBe(runIdOf(first));
  const result = { tool_call_id: call?.id ?? '', content: { markers: 1 } };
  const second = await (
    await client.stream(threadId, toolResults(answer?.executionId ?? '', result))
  ).ended;
  expect(textOf(second)).toBe('The map shows 1 markers.');
});

test('several calls are answered together, in any order, also with an error', async () => {
  const threadId = await newThread(client);
  const first = await send(client, threadId, 'Show two maps');
  const [berlin, atlantis] = callsOf(only(first, 'on_interrupt'));
  const body = toolResults(
    runIdOf(first),
    { tool_call_id: atlantis?.id ?? '', content: 'No such city', status: 'error' },
    { tool_call_id: berlin?.id ?? '', content: 'shown', status: 'success' },
  );
  const second = await (await client.stream(threadId, body)).ended;
  expect(textOf(second)).toBe('shown | No such city');
});

test('approvals are decided in the order of the actions', async () => {
  const threadId = await newThread(client);
  const first = await send(client, threadId, 'Cancel order 1042');
  const { actionRequests, reviewConfigs } = interruptOf(only(first, 'on_interrupt'));
  expect(actionRequests).toMatchObject([{ name: 'cancel_order' }, { name: 'send_mail' }]);
  expect(reviewConfigs).toMatchObject([{ allowedDecisions: ['approve', 'reject'] }, {}]);
  const start = only(first, 'on_message_start');
  const edited = { name: 'send_mail', args: { to: 'b@example.com', subject: 'Bye' } };
  const body = runBody({
    action: 'resume',
    conversationId: only(first, 'on_conversation_start').id ?? null,
    target: { aiMessageId: start.id ?? null, executionId: start.executionId ?? null },
    decision: {
      type: 'confirm',
      payload: {
        decisions: [
          { type: 'reject', message: 'Too expensive' },
          { type: 'edit', editedAction: edited },
        ],
      },
    },
  });
  const second = await (await client.stream(threadId, body)).ended;
  expect(textOf(second)).toBe(
    'reject {"orderNo": 1042} Too expensive | edit {"to": "b@example.com", "subject": "Bye"} None',
  );
});

test('a rejected interrupt rejects all of its actions', async () => {
  const threadId = await newThread(client);
  const first = await send(client, threadId, 'Cancel order 1042');
  const { id = null, executionId = null } = only(first, 'on_message_start');
  const target = { aiMessageId: id, executionId };
  const body = runBody({ action: 'resume', target, decision: { type: 'reject' } });
  const second = await (await client.stream(threadId, body)).ended;
  expect(textOf(second)).toMatch(/^reject .* \| reject /);
  expect((await conversationOf(threadId))?.operation).toBeUndefined();
});

test('a question of the agent is a client tool that the page answers itself', async () => {
  const threadId = await newThread(client);
  const first = await send(client, threadId, 'Plan the report');
  const [call] = callsOf(only(first, 'on_interrupt'));
  expect(call?.name).toBe('request_user_input');
  const asked = isRecord(call?.args) ? call.args.questions : null;
  expect(asked).toMatchObject([{ options: [{ label: 'Open orders' }, { label: 'All orders' }] }]);
  const question = Array.isArray(asked) && isRecord(asked[0]) ? asked[0] : {};
  const given = { id: question.id ?? null, question: question.question ?? null };
  const content = {
    type: 'request_user_input_result',
    purpose: 'plan_clarification',
    answers: [{ ...given, type: 'option', value: 'Open orders', label: 'Open orders' }],
  };
  const result = { tool_call_id: call?.id ?? '', name: 'request_user_input', content };
  const body = toolResults(runIdOf(first), { ...result, status: 'success' });
  expect(textOf(await (await client.stream(threadId, body)).ended)).toBe('You chose Open orders.');
});

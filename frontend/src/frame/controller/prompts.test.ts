// @vitest-environment node
import { describe, expect, it } from 'vitest';

import { goldenJson } from '../api/testing/golden';
import type { Prompt } from '../state/types';
import {
  answer,
  eventStream,
  EXECUTION,
  interrupted,
  interruptedBy,
  toolCall,
} from './testing/fakeServer';
import { isIdle, ready, setUp, type Harness } from './testing/harness';
import { CANCEL, errorOf, inTurn, RUN, sent, toolMessages } from './testing/runs';

const option = { label: 'Open orders', description: 'Only open ones' };
const other = { label: 'All orders', description: 'Every one' };
const question = { id: 'scope', header: 'Scope', question: 'Which?', options: [option, other] };
const asking = (id: string) => ({
  id,
  name: 'request_user_input',
  args: { questions: [question] },
});

const refund = { name: 'refund', args: { orderNo: 1042 } };
const approval = (id: string, ...actionRequests: object[]) => ({
  tasks: [
    {
      interrupts: [
        {
          id,
          value: {
            actionRequests,
            reviewConfigs: [{ actionName: 'refund', allowedDecisions: ['approve', 'reject'] }],
          },
        },
      ],
    },
  ],
});

const promptOf = (chat: Harness): Prompt | null => {
  chat.scheduler.paint();
  return chat.store.getSnapshot().thread.prompt;
};

/** Sends a message and waits until the agent asks. */
async function asked(chat: Harness): Promise<Prompt> {
  await ready(chat);
  chat.store.actions.send('Hi');
  return nextPrompt(chat);
}

async function nextPrompt(chat: Harness): Promise<Prompt> {
  await chat.until(() => promptOf(chat) !== null);
  const prompt = promptOf(chat);
  if (prompt === null) throw new Error('Nothing is asked.');
  return prompt;
}

describe('an approval', () => {
  it('waits for the user, and the run goes on with the decisions', async () => {
    const chat = setUp({ request: { context: { locale: 'en' } } });
    inTurn(chat, RUN, interruptedBy(approval('i-1', refund, refund)), answer('Done.'));
    const prompt = await asked(chat);
    expect(prompt).toMatchObject({ kind: 'approval', requests: [refund, refund] });
    expect(chat.transcript()).toEqual(['user: Hi', 'asking: Opening. ']);
    expect(chat.host.calls.map(([name]) => name)).toEqual(['onGetClientSecret']);
    chat.store.actions.answerPrompt(prompt.id, {
      kind: 'approval',
      decisions: [{ type: 'approve' }, { type: 'reject', message: 'Too expensive' }],
    });
    await chat.until(isIdle(chat));
    expect(promptOf(chat)).toBeNull();
    expect(chat.transcript()).toEqual(['user: Hi', 'done: Opening. Done.']);
    const [, resume] = chat.server.received(RUN);
    expect(resume?.headers).toHaveProperty('Last-Event-ID', '1786999999999-0');
    expect(resume?.body).toEqual({
      input: {
        action: 'resume',
        conversationId: 'conv-1',
        target: { aiMessageId: 'ai-1', executionId: EXECUTION },
        decision: {
          type: 'confirm',
          payload: {
            decisions: [{ type: 'approve' }, { type: 'reject', message: 'Too expensive' }],
          },
        },
      },
      context: { locale: 'en' },
      assistant_id: 'assistant-1',
      on_disconnect: 'continue',
    });
    const recorded = goldenJson('hitl-resume-request.json') as { input: object };
    expect(Object.keys(recorded.input)).toEqual(
      Object.keys(resume?.body.input as Record<string, unknown>),
    );
  });

  it('of server tools is answered by one decision', async () => {
    const chat = setUp();
    const tasks = { tasks: [{ interrupts: [{ value: { toolCalls: [toolCall('call-1')] } }] }] };
    inTurn(chat, RUN, interruptedBy(tasks), answer('No then.'));
    const prompt = await asked(chat);
    chat.store.actions.answerPrompt(prompt.id, {
      kind: 'approval',
      decisions: [{ type: 'reject' }],
    });
    await chat.until(isIdle(chat));
    expect(chat.server.received(RUN)[1]?.body.input).toMatchObject({
      decision: { type: 'reject' },
    });
  });

  it('can follow another one', async () => {
    const chat = setUp();
    inTurn(
      chat,
      RUN,
      interruptedBy(approval('i-1', refund)),
      interruptedBy(approval('i-2', refund)),
      answer('Both done.'),
    );
    const first = await asked(chat);
    const approve = { kind: 'approval' as const, decisions: [{ type: 'approve' as const }] };
    chat.store.actions.answerPrompt(first.id, approve);
    await chat.until(() => chat.server.received(RUN).length === 2);
    const second = await nextPrompt(chat);
    chat.store.actions.answerPrompt(first.id, approve);
    expect(promptOf(chat)?.id).toBe(second.id);
    chat.store.actions.answerPrompt(second.id, approve);
    await chat.until(isIdle(chat));
    expect(chat.server.received(RUN)).toHaveLength(3);
  });

  it('can be stopped: nothing is decided, the run is cancelled', async () => {
    const chat = setUp();
    inTurn(chat, RUN, interruptedBy(approval('i-1', refund)));
    const prompt = await asked(chat);
    chat.store.actions.stop();
    await chat.until(() => chat.server.received(CANCEL).length === 1);
    expect(promptOf(chat)).toBeNull();
    expect(chat.transcript()).toEqual(['user: Hi', 'stopped: Opening. ']);
    chat.store.actions.answerPrompt(prompt.id, { kind: 'approval', decisions: [] });
    expect(chat.server.received(RUN)).toHaveLength(1);
  });

  it('is forgotten in another thread and there again when its thread is opened', async () => {
    const chat = setUp();
    inTurn(chat, RUN, interruptedBy(approval('i-1', refund)), answer('Done.'));
    await asked(chat);
    chat.store.actions.newThread();
    expect(promptOf(chat)).toBeNull();
    const stored = {
      id: 'ai-1',
      role: 'ai',
      status: 'success',
      executionId: EXECUTION,
      content: [{ type: 'text', id: 'txt-1', text: 'May I?' }],
    };
    const human = { id: 'm-1', role: 'human', content: 'Hi' };
    chat.server
      .on('POST /conversations/search', () =>
        Response.json({
          items: [
            {
              id: 'conv-1',
              status: 'interrupted',
              title: 'T',
              operation: approval('i-1', refund),
            },
          ],
        }),
      )
      .on('POST /conversations/*/messages/search', () =>
        Response.json({ items: [stored, human], total: 2 }),
      );
    await chat.host.command('onSetThreadId', { threadId: 'thread-1' });
    const prompt = await nextPrompt(chat);
    expect(chat.transcript()).toEqual(['user: Hi', 'asking: May I?']);
    chat.store.actions.answerPrompt(prompt.id, {
      kind: 'approval',
      decisions: [{ type: 'approve' }],
    });
    await chat.until(isIdle(chat));
    expect(chat.server.received(RUN)[1]?.body.input).toMatchObject({
      conversationId: 'conv-1',
      target: { aiMessageId: 'ai-1', executionId: EXECUTION },
    });
  });
});

describe('a question to the user', () => {
  it('is answered in its turn among the calls of the host', async () => {
    const chat = setUp({}, { onClientToolCall: () => ({ content: 'shown' }) });
    const calls = [toolCall('call-1'), asking('call-2'), toolCall('call-3')];
    inTurn(chat, RUN, interrupted(...calls), answer('Done.'));
    const prompt = await asked(chat);
    expect(prompt).toMatchObject({ kind: 'questions', questions: [question] });
    expect(chat.host.calls).toHaveLength(2);
    chat.store.actions.answerPrompt(prompt.id, {
      kind: 'questions',
      answers: [{ type: 'option', option: other }],
    });
    await chat.until(isIdle(chat));
    expect(toolMessages(chat, 1)).toMatchObject([
      { tool_call_id: 'call-1', content: 'shown' },
      {
        tool_call_id: 'call-2',
        name: 'request_user_input',
        status: 'success',
        content: { answers: [{ id: 'scope', type: 'option', value: 'All orders' }] },
      },
      { tool_call_id: 'call-3', content: 'shown' },
    ]);
  });

  it('that is malformed is for the host', async () => {
    const chat = setUp({}, { onClientToolCall: () => ({ content: 'host' }) });
    const malformed = { id: 'call-1', name: 'request_user_input', args: { questions: [{}] } };
    inTurn(chat, RUN, interrupted(malformed), answer('Done.'));
    await sent(chat);
    expect(toolMessages(chat, 1)).toMatchObject([{ content: 'host' }]);
  });
});

it('says so when the agent asks for something unknown, and the chat stays usable', async () => {
  const chat = setUp();
  inTurn(chat, RUN, interruptedBy({ tasks: [{ interrupts: [{ value: { wish: 1 } }] }] }));
  await sent(chat);
  expect(errorOf(chat)).toEqual({ kind: 'unsupported' });
  chat.server.on(RUN, () => eventStream(answer('Yes.', 'ai-2', 'run-2')));
  await sent(chat, 'Again');
  expect(chat.transcript().at(-1)).toBe('done: Yes.');
});

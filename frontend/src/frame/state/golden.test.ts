// @vitest-environment node
import { describe, expect, it } from 'vitest';

import { goldenEvents } from '../api/testing/golden';
import { reduceThread } from './reducer';
import { answerOf, answers, apply, ended, NOW, played, started, textOf } from './testing';

const EXECUTION = 'e2a1c0f4-93d7-4a6b-8f25-6b0d3c7e1a42';
const ANSWER = '9b1deb4d-3b7d-4bad-9bdd-2b0d7b3dcb6d';

describe('recorded streams', () => {
  it('assembles a streamed text', async () => {
    const state = await played('plain-text.sse');
    expect(answerOf(state)).toEqual({
      role: 'assistant',
      id: ANSWER,
      executionId: EXECUTION,
      status: 'done',
      parts: [
        {
          type: 'text',
          id: 'run-txt-1',
          text: 'Order 1042 has shipped and arrives on **Friday**.\n\n订单已发货 ✅',
        },
      ],
      createdAt: NOW,
    });
    expect(state).toMatchObject({
      conversationId: 'b8f2a4d6-0c3e-4f58-9b7a-2d6e4c1a9f05',
      title: 'Order status',
      running: true,
    });
    expect(ended(state).running).toBe(false);
  });

  it('keeps reasoning and steps in order of arrival', async () => {
    const { parts, status } = answerOf(await played('reasoning-and-tools.sse'));
    expect(status).toBe('done');
    expect(parts.map(({ id }) => id)).toEqual([
      'run-rsn-1',
      'call_lookup_1',
      'call_search_1',
      'call_refund_1',
      'run-rsn-2',
      'run-txt-1',
    ]);
    expect(parts[0]).toEqual({
      type: 'reasoning',
      id: 'run-rsn-1',
      text: 'The user asks about order 1042. I should look it up.',
      startedAt: NOW + 480,
      endedAt: NOW + 720,
    });
    expect(parts[1]).toMatchObject({
      type: 'step',
      category: 'Tool',
      tool: 'lookup_order',
      title: 'Look up order',
      status: 'success',
      input: { orderNo: 1042 },
      output: '{"state":"shipped","eta":"Friday"}',
      startedAt: NOW + 720,
      endedAt: NOW + 1320,
      data: { toolset: 'orders' },
    });
    expect(parts[2]).toMatchObject({
      category: 'Computer',
      kind: 'web_search',
      title: { en_US: 'Search the web', zh_Hans: '网页搜索' },
      message: 'carrier delay Berlin',
      status: 'success',
    });
    expect(parts[3]).toMatchObject({ status: 'fail', error: 'Not allowed for shipped orders' });
    expect(textOf(parts)).toBe('It has shipped. A refund is not possible any more.');
  });

  it('waits for client tools, then goes on with the same message', async () => {
    const interrupted = await played('client-tool-interrupt.sse');
    expect(answerOf(interrupted).status).toBe('waiting');
    const resumed = reduceThread(interrupted, { type: 'run.continued', answerId: 'x', now: NOW });
    const done = await played('client-tool-resume.sse', resumed);
    expect(answers(done)).toHaveLength(1);
    expect(answerOf(done)).toMatchObject({ id: ANSWER, status: 'done' });
    expect(answerOf(done).parts).toEqual([
      { type: 'text', id: 'run-txt-1', text: 'Opening the map. ' },
      { type: 'text', id: 'run-txt-2', text: 'The map shows 3 markers.' },
    ]);
  });

  it('takes what was produced before from the start of a resumed message', async () => {
    const { parts } = answerOf(await played('client-tool-resume.sse'));
    expect(textOf(parts)).toBe('Opening the map. The map shows 3 markers.');
  });

  it.each(['hitl-interrupt.sse', 'request-user-input.sse'])('waits after %s', async (name) => {
    expect(answerOf(await played(name)).status).toBe('waiting');
  });

  it.each(['error.sse', 'on-error.sse'])('fails with the agent’s words after %s', async (name) => {
    const answer = answerOf(ended(await played(name)));
    const detail =
      name === 'error.sse' ? 'Model provider returned 429: rate limit' : 'Graph could not be built';
    expect(answer).toMatchObject({ status: 'failed', error: { kind: 'agent', detail } });
  });

  it.each(['stream-error.sse', 'stream-error-plain.sse'])('is not over after %s', async (name) => {
    expect(answerOf(await played(name)).status).toBe('pending');
  });

  it('takes the title of the conversation, not of a progress event', async () => {
    const events = await goldenEvents('title.sse');
    const end = events.findLast((event) => event.type === 'conversation.end');
    const { title } = apply(started(), events);
    expect(title).toBe(end?.type === 'conversation.end' ? end.title : undefined);
    expect(title).not.toBe('Summarising title');
  });

  it.each(['widget.sse', 'widget-messages-later.sse'])(
    'keeps the widgets of %s as they came',
    async (name) => {
      const { parts, status } = answerOf(await played(name));
      expect(status).toBe('done');
      expect(parts.find(({ type }) => type === 'widget')).toMatchObject({
        data: { type: 'Widget', widgets: [{ name: 'order_card' }] },
      });
    },
  );

  it('ends one message and begins another when a follow-up is consumed', async () => {
    const state = await played('follow-up-steer.sse');
    expect(answers(state).map(({ parts, status }) => [textOf(parts), status])).toEqual([
      ['Writing as DOCX', 'done'],
      ['Switching to PDF.', 'done'],
    ]);
  });

  it('assembles a replayed stream once', async () => {
    const once = await played('reasoning-and-tools.sse');
    const rewound = reduceThread(once, { type: 'run.replayed' });
    expect(await played('reasoning-and-tools.sse', rewound)).toEqual(once);
    const steered = await played('follow-up-steer.sse');
    const again = await played(
      'follow-up-steer.sse',
      reduceThread(steered, { type: 'run.replayed' }),
    );
    expect(again).toEqual(steered);
  });
});

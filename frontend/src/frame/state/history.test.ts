// @vitest-environment node
import { describe, expect, it } from 'vitest';

import { goldenJson } from '../api/testing/golden';
import { messagesFromHistory } from './history';
import { answerOf, apply, started } from './testing';

const { items } = goldenJson('messages-search-response.json') as { items: unknown[] };
const stored = [...items].reverse();

describe('messagesFromHistory', () => {
  it('reads stored messages', () => {
    const [question, answer] = messagesFromHistory(stored, 'idle');
    expect(question).toEqual({
      role: 'user',
      id: '0d5a1f6e-2b3c-4e7d-8a90-1f2e3d4c5b6a',
      text: 'Where is order 1042?',
      createdAt: Date.parse('2026-08-17T08:00:00.010Z'),
    });
    expect(answer).toMatchObject({
      role: 'assistant',
      id: '9b1deb4d-3b7d-4bad-9bdd-2b0d7b3dcb6d',
      executionId: 'e2a1c0f4-93d7-4a6b-8f25-6b0d3c7e1a42',
      status: 'done',
      parts: [
        { type: 'reasoning', id: 'run-rsn-1' },
        { type: 'text', id: 'run-txt-1' },
        { type: 'step', id: 'call_lookup_1', status: 'success' },
      ],
    });
  });

  it.each([
    ['success', 'idle', 'done'],
    ['error', 'idle', 'failed'],
    ['aborted', 'idle', 'stopped'],
    ['answering', 'idle', 'stopped'],
    ['interrupted', 'idle', 'stopped'],
    ['success', 'waiting', 'waiting'],
    ['answering', 'running', 'streaming'],
    [undefined, 'idle', 'done'],
  ] as const)('shows a stored %s in a thread that is %s as %s', (status, activity, shown) => {
    const message = { id: 'm', role: 'ai', content: 'x', status };
    expect(messagesFromHistory([message], activity)).toMatchObject([{ status: shown }]);
  });

  it('lets only the newest answer go on', () => {
    const message = { role: 'ai', content: 'x', status: 'thinking' };
    const messages = messagesFromHistory(
      [
        { ...message, id: 'a' },
        { ...message, id: 'b' },
      ],
      'running',
    );
    expect(messages).toMatchObject([{ status: 'stopped' }, { status: 'streaming' }]);
  });

  it.each([
    ['The app was stopped', { stopReason: 'The app was stopped' }],
    ['Canceled by user', {}],
    [undefined, {}],
  ])('shows an answer that was stopped for %s as it was before', (error, reason) => {
    const [message] = messagesFromHistory(
      [{ id: 'm', role: 'ai', content: '', status: 'aborted', error }],
      'idle',
    );
    const live = answerOf(
      apply(started(), [
        { type: 'message.start', id: 'm', executionId: null, content: '', reasoning: null },
        { type: 'message.end', status: 'aborted', error: error ?? null },
      ]),
    );
    expect(live).toMatchObject({ status: 'stopped', ...reason });
    expect({ ...message, createdAt: live.createdAt }).toEqual(live);
  });

  it('shows why an answer failed, and that its open step did', () => {
    const data = { category: 'Tool', tool: 'x', status: 'running' };
    const content = [{ type: 'component', id: 'c', data }];
    const message = { id: 'm', role: 'ai', content, status: 'error', error: 'Rate limit' };
    expect(messagesFromHistory([message], 'idle')).toMatchObject([
      { error: { kind: 'agent', detail: 'Rate limit' }, parts: [{ type: 'step', status: 'fail' }] },
    ]);
  });

  it.each([
    ['plain', 'plain'],
    [[{ type: 'text', text: 'a' }, 'b', { type: 'image_url' }], 'a\nb'],
    [{ input: 'from an object' }, 'from an object'],
    [null, ''],
  ])('reads the text of %j', (content, text) => {
    expect(messagesFromHistory([{ id: 'm', role: 'human', content }], 'idle')).toMatchObject([
      { text },
    ]);
  });

  it('leaves out what is no message', () => {
    expect(messagesFromHistory([null, 'x', {}, { role: 'system', content: 'x' }], 'idle')).toEqual(
      [],
    );
  });
});

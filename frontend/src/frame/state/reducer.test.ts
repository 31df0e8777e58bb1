// @vitest-environment node
import { describe, expect, it } from 'vitest';

import type { RunEvent } from '../api/runEvents';
import { EMPTY_THREAD, reduceThread } from './reducer';
import { answerOf, answers, apply, ended, NOW, started, textOf } from './testing';
import type { Message, ThreadState, UserMessage } from './types';

const start = (id: string, executionId: string | null = 'run-1'): RunEvent => ({
  type: 'message.start',
  id,
  executionId,
  content: '',
  reasoning: null,
});
const part = (raw: unknown): RunEvent => ({ type: 'part', part: raw });
const text = (delta: string, id?: string) => part({ type: 'text', text: delta, id });
const step = (data: Record<string, unknown>, id = 'call-1') =>
  part({ type: 'component', id, data });
const user = (id: string): UserMessage => ({ role: 'user', id, text: id, createdAt: NOW });
const ids = ({ messages }: ThreadState) => messages.map(({ id }) => id);

describe('an answer', () => {
  it('is pending until something can be shown, then streams', () => {
    const pending = apply(started(), [start('m-1')]);
    expect(answerOf(pending)).toMatchObject({ id: 'm-1', status: 'pending' });
    expect(answerOf(apply(pending, [text('Hi')])).status).toBe('streaming');
  });

  it('appends plain chunks to the text before', () => {
    const state = apply(started(), [text('A', 't'), part('B'), part('C'), text('D')]);
    expect(answerOf(state).parts).toEqual([{ type: 'text', id: 't', text: 'ABCD' }]);
  });

  it('appends a delta to its part, whatever came between', () => {
    const state = apply(started(), [text('A', 't'), step({ tool: 'x' }), text('B', 't')]);
    expect(answerOf(state).parts.map(({ id }) => id)).toEqual(['t', 'call-1']);
    expect(textOf(answerOf(state).parts)).toBe('AB');
  });

  it('closes the reasoning when something else begins', () => {
    const thought = part({ type: 'reasoning', id: 'r', text: 'Hm' });
    const thinking = apply(started(), [thought]);
    expect(answerOf(thinking).parts[0]).not.toHaveProperty('endedAt');
    expect(answerOf(apply(thinking, [text('So')])).parts[0]).toHaveProperty('endedAt', NOW);
    const again = apply(thinking, [text('So'), thought]);
    expect(answerOf(again).parts[0]).toMatchObject({ text: 'HmHm', startedAt: NOW });
    expect(answerOf(again).parts[0]).not.toHaveProperty('endedAt');
  });

  it('patches a step without clearing what it knows', () => {
    const first = step({
      tool: 'x',
      title: 'X',
      status: 'running',
      created_date: '2026-08-17T08:00:00.000Z',
    });
    const patch = step({
      title: null,
      status: 'success',
      created_date: '2026-08-17T09:00:00.000Z',
      output: 1,
    });
    expect(answerOf(apply(started(), [first, patch])).parts).toMatchObject([
      { title: 'X', status: 'success', startedAt: NOW, output: 1 },
    ]);
  });

  it('takes a patch that comes first for a step', () => {
    const state = apply(started(), [
      step({ status: 'success', end_date: '2026-08-17T08:00:01.000Z' }),
    ]);
    expect(answerOf(state).parts).toMatchObject([{ type: 'step', status: 'success' }]);
  });

  it('keeps parts that it does not know', () => {
    const state = apply(started(), [
      part({ type: 'image_url', image_url: 'u' }),
      part(7),
      part(null),
    ]);
    expect(answerOf(state).parts).toMatchObject([{ type: 'unknown', raw: { type: 'image_url' } }]);
  });

  it('keeps the identity of what did not change', () => {
    const before = apply(started(), [text('A', 't'), step({ tool: 'x' })]);
    const after = apply(before, [text('B', 't2')]);
    expect(after.messages[0]).toBe(before.messages[0]);
    expect(answerOf(after).parts[0]).toBe(answerOf(before).parts[0]);
    expect(apply(before, [{ type: 'unknown' }])).toBe(before);
  });

  it('goes on in the same message when its run is joined under another id', () => {
    const state = apply(started(), [start('m-1'), text('A'), start('m-1'), text('B')]);
    expect(answers(state)).toHaveLength(1);
    expect(textOf(answerOf(state).parts)).toBe('AB');
  });

  it('is done when the run ends, and its open steps failed', () => {
    const state = ended(apply(started(), [step({ tool: 'x', status: 'running' })]));
    expect(answerOf(state)).toMatchObject({ status: 'done', parts: [{ status: 'fail' }] });
  });

  it('stays complete when the connection breaks after its end', () => {
    const complete = apply(started(), [
      start('m-1'),
      text('A'),
      { type: 'message.end', status: 'success', error: null },
    ]);
    const outcome = { type: 'failed' as const, error: { kind: 'interrupted' as const } };
    const state = reduceThread(complete, { type: 'run.ended', outcome, now: NOW });
    expect(answerOf(state).status).toBe('done');
    expect(state.running).toBe(false);
  });

  it('was stopped when another page cancelled it', () => {
    const end: RunEvent = {
      type: 'message.end',
      status: 'aborted',
      error: 'Canceled by user',
    };
    expect(answerOf(ended(apply(started(), [end]))).status).toBe('stopped');
  });
});

describe('the thread', () => {
  it('keeps messages that wait below the answer to an earlier one', () => {
    let state = reduceThread(started('a', 'a'), { type: 'message.queued', message: user('b') });
    state = reduceThread(state, { type: 'message.queued', message: user('c') });
    state = apply(state, [start('m-1'), text('A')]);
    expect(ids(state)).toEqual(['a', 'm-1', 'b', 'c']);
    state = reduceThread(ended(state), {
      type: 'run.started',
      message: user('b'),
      answerId: 'm-2',
      now: NOW,
    });
    expect(ids(state)).toEqual(['a', 'm-1', 'b', 'm-2', 'c']);
    expect(
      state.messages.map((message) => message.role === 'user' && message.queued === true),
    ).toEqual([false, false, false, false, true]);
  });

  it('loses a message that is withdrawn while it waits, and no other', () => {
    const state = reduceThread(started('a', 'a'), { type: 'message.queued', message: user('b') });
    const withdrawn = reduceThread(state, { type: 'message.withdrawn', messageId: 'b' });
    expect(ids(withdrawn)).toEqual(['a', 'answer-1']);
    expect(reduceThread(withdrawn, { type: 'message.withdrawn', messageId: 'a' })).toBe(withdrawn);
  });

  it('drops the old answer when it is produced again', () => {
    const failed = ended(apply(started('a', 'a'), [start('m-1'), text('A')]));
    const state = reduceThread(failed, {
      type: 'run.retried',
      message: { role: 'user' as const, id: 'a', text: 'a', createdAt: NOW },
      answerId: 'm-2',
      now: NOW,
    });
    expect(ids(state)).toEqual(['a', 'm-2']);
    expect(state.running).toBe(true);
  });

  it('shows an answer that was not stored yet when its run is joined', () => {
    const messages: Message[] = [user('a')];
    const loaded = reduceThread(EMPTY_THREAD, {
      type: 'thread.loaded',
      hasOlder: false,
      conversationId: 'c-1',
      title: 'T',
      messages,
    });
    const state = reduceThread(loaded, { type: 'run.continued', answerId: 'm-1', now: NOW });
    expect(ids(state)).toEqual(['a', 'm-1']);
  });

  it('keeps what was written while it was loading', () => {
    const opened = reduceThread(EMPTY_THREAD, {
      type: 'thread.opened',
      threadId: 't',
      loading: true,
    });
    const queued = reduceThread(opened, { type: 'message.queued', message: user('b') });
    const loaded = reduceThread(queued, {
      type: 'thread.loaded',
      hasOlder: false,
      conversationId: 'c-1',
      title: null,
      messages: [user('a')],
    });
    expect(ids(loaded)).toEqual(['a', 'b']);
    expect(loaded.loading).toBe(false);
  });

  it('is empty when another one is opened', () => {
    const opened = reduceThread(started(), {
      type: 'thread.opened',
      threadId: 't-2',
      loading: true,
    });
    expect(opened).toEqual({ ...EMPTY_THREAD, threadId: 't-2', loading: true });
  });

  it('goes on when an earlier answer is said to start again', () => {
    const end: RunEvent = { type: 'message.end', status: 'success', error: null };
    const state = apply(started(), [start('a'), end, start('b'), start('a'), text('late')]);
    expect(answers(state).map(({ id }) => id)).toEqual(['a', 'b']);
    expect(textOf(answerOf(state).parts)).toBe('late');
  });

  it('gives parts that it does not know an id each', () => {
    const state = apply(started(), [start('a'), part({ id: 'x' }), part({ id: 'x' })]);
    expect(new Set(answerOf(state).parts.map(({ id }) => id)).size).toBe(2);
  });
});

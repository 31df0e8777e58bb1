import { goldenEvents } from '../api/testing/golden';
import type { RunEvent } from '../api/runEvents';
import { EMPTY_THREAD, reduceThread } from './reducer';
import type { AssistantMessage, MessagePart, ThreadState } from './types';

export const NOW = Date.parse('2026-08-17T08:00:00.000Z');

export function started(text = 'Where is order 1042?', id = 'user-1'): ThreadState {
  const message = { role: 'user' as const, id, text, createdAt: NOW };
  return reduceThread(EMPTY_THREAD, {
    type: 'run.started',
    message,
    answerId: 'answer-1',
    now: NOW,
  });
}

export function apply(state: ThreadState, events: readonly RunEvent[]): ThreadState {
  return events.reduce(
    (reduced, event) => reduceThread(reduced, { type: 'run.event', event, now: NOW }),
    state,
  );
}

export function ended(state: ThreadState): ThreadState {
  return reduceThread(state, { type: 'run.ended', outcome: { type: 'done' }, now: NOW });
}

/** The transcript after a recorded stream, sent as the answer to one question. */
export async function played(name: string, state = started()): Promise<ThreadState> {
  return apply(state, await goldenEvents(name));
}

export function answers(state: ThreadState): AssistantMessage[] {
  return state.messages.filter((message) => message.role === 'assistant');
}

export function answerOf(state: ThreadState): AssistantMessage {
  const answer = answers(state).at(-1);
  if (answer === undefined) throw new Error('There is no answer.');
  return answer;
}

export function textOf(parts: readonly MessagePart[]): string {
  return parts.map((part) => (part.type === 'text' ? part.text : '')).join('');
}

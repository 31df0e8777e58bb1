import { appendSent } from './queue';
import type { AssistantMessage, Message, ThreadState } from './types';

export function hasEnded({ status }: AssistantMessage): boolean {
  return status === 'done' || status === 'stopped' || status === 'failed';
}

/** What servers say of an answer that the user has stopped (contract: api.md §7.12). */
const STOPPED_BY_USER = 'Canceled by user';

export function stoppedFor(reason: string | null): Pick<AssistantMessage, 'status' | 'stopReason'> {
  return {
    status: 'stopped',
    ...(reason !== null && reason !== STOPPED_BY_USER && { stopReason: reason }),
  };
}

/** The status of an answer that is being written. */
export function statusOf({ parts }: Pick<AssistantMessage, 'parts'>): 'pending' | 'streaming' {
  return parts.length === 0 ? 'pending' : 'streaming';
}

export function pendingAnswer(id: string, createdAt: number): AssistantMessage {
  return { role: 'assistant', id, status: 'pending', parts: [], createdAt };
}

/** The answer that a run writes is always the newest one; only queued messages may follow it. */
export function findAnswer(messages: readonly Message[]): number {
  return messages.findLastIndex(({ role }) => role === 'assistant');
}

export function insertAnswer(state: ThreadState, answer: AssistantMessage): ThreadState {
  return { ...state, messages: appendSent(state.messages, [answer]) };
}

export function updateAnswer(
  state: ThreadState,
  update: (answer: AssistantMessage) => AssistantMessage,
): ThreadState {
  const index = findAnswer(state.messages);
  const answer = state.messages[index];
  if (answer?.role !== 'assistant') return state;
  const updated = update(answer);
  return updated === answer ? state : { ...state, messages: state.messages.with(index, updated) };
}

import type { RunEvent } from '../api/runEvents';
import { asList, asText, type JsonRecord } from '../protocol/json';
import {
  findAnswer,
  hasEnded,
  insertAnswer,
  pendingAnswer,
  stoppedFor,
  statusOf,
  updateAnswer,
} from './answer';
import { addPart, closeReasoning, partsOf } from './parts';
import { withConsumed } from './queue';
import type { AssistantMessage, ChatError, ThreadState } from './types';

/** What one event of a run's stream changes in the transcript. */
export function applyEvent(state: ThreadState, event: RunEvent, now: number): ThreadState {
  switch (event.type) {
    case 'conversation.start':
      return nameConversation(state, event.conversationId, event.title);
    case 'message.start':
      return startMessage(state, event, now);
    case 'part':
      return updateAnswer(ensureAnswer(state, now), (answer) => {
        const parts = addPart(answer.parts, event.part, now);
        if (parts === answer.parts) return answer;
        return {
          ...answer,
          parts,
          status: answer.status === 'pending' ? 'streaming' : answer.status,
        };
      });
    case 'interrupt':
      return updateAnswer(state, (answer) => ({
        ...answer,
        status: 'waiting',
        parts: closeReasoning(answer.parts, now),
      }));
    case 'message.end':
      return updateAnswer(state, (answer) => endMessage(answer, event, now));
    case 'conversation.end': {
      const named = nameConversation(state, event.conversationId, event.title);
      return event.status === 'error' ? failAnswer(named, event.error) : named;
    }
    case 'error':
      return failAnswer(state, event.error);
    case 'log':
      return event.data.type === 'follow_up_consumed'
        ? { ...state, messages: withConsumed(state.messages, consumedIds(event.data)) }
        : state;
    default:
      return state;
  }
}

/** The server's ids are unknown here; a message has the id that it was sent with. */
function consumedIds({ clientMessageIds }: JsonRecord): ReadonlySet<string> {
  return new Set(
    asList(clientMessageIds)
      .map(asText)
      .filter((id) => id !== null),
  );
}

function nameConversation(
  state: ThreadState,
  id: string | null,
  title: string | null,
): ThreadState {
  return { ...state, conversationId: id ?? state.conversationId, title: title ?? state.title };
}

/**
 * A message that is known by its id goes on (a resume). So does the open answer, unless it has
 * ended: then the run went on to another message (a follow-up was consumed).
 */
function startMessage(
  state: ThreadState,
  { id, executionId, content, reasoning }: Extract<RunEvent, { type: 'message.start' }>,
  now: number,
): ThreadState {
  const index = findAnswer(state.messages);
  const open = state.messages[index];
  // Told again, or out of order: the transcript has gone on since.
  if (state.messages.some((message, at) => message.id === id && at !== index)) return state;
  const isNew = open?.role !== 'assistant' || (open.id !== id && hasEnded(open));
  const base = isNew ? insertAnswer(state, pendingAnswer(id, now)) : state;
  return updateAnswer(base, (answer) => {
    const parts = answer.parts.length === 0 ? partsOf(content, reasoning, now) : answer.parts;
    const run = executionId ?? answer.executionId;
    return {
      role: 'assistant',
      id,
      ...(run !== undefined && { executionId: run }),
      status: statusOf({ parts }),
      parts,
      createdAt: answer.createdAt,
    };
  });
}

function endMessage(
  answer: AssistantMessage,
  { status, error }: Extract<RunEvent, { type: 'message.end' }>,
  now: number,
): AssistantMessage {
  const parts = closeReasoning(answer.parts, now);
  if (status === 'error') return { ...answer, parts, status: 'failed', error: agentError(error) };
  if (status === 'aborted') return { ...answer, parts, ...stoppedFor(error) };
  return { ...answer, parts, status: answer.status === 'waiting' ? 'waiting' : 'done' };
}

function failAnswer(state: ThreadState, detail: string | null): ThreadState {
  return updateAnswer(state, (answer) => ({
    ...answer,
    status: 'failed',
    error: answer.error?.detail === undefined ? agentError(detail) : answer.error,
  }));
}

function ensureAnswer(state: ThreadState, now: number): ThreadState {
  const index = findAnswer(state.messages);
  if (index !== -1) return state;
  return insertAnswer(state, pendingAnswer(`answer-${state.messages.length}`, now));
}

function agentError(detail: string | null): ChatError {
  return { kind: 'agent', ...(detail !== null && { detail }) };
}

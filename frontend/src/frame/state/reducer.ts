import type { RunEvent } from '../api/runEvents';
import { findAnswer, hasEnded, pendingAnswer, statusOf, updateAnswer } from './answer';
import { applyEvent } from './applyEvent';
import { knownBefore, withOlder } from './older';
import { settleParts } from './parts';
import { appendSent, asSent, isQueued, withSteering } from './queue';
import type {
  AssistantMessage,
  ChatError,
  Message,
  Prompt,
  ThreadState,
  UserMessage,
} from './types';

export type RunOutcome =
  { type: 'done' } | { type: 'stopped' } | { type: 'failed'; error: ChatError };

export type ThreadAction =
  /** The new-thread view, or an empty one for a thread that is about to be loaded. */
  | { type: 'thread.opened'; threadId: string | null; loading: boolean }
  | { type: 'thread.created'; threadId: string; conversationId: string | null }
  | {
      type: 'thread.loaded';
      conversationId: string;
      title: string | null;
      messages: readonly Message[];
      hasOlder: boolean;
    }
  | { type: 'older.requested' }
  | { type: 'older.loaded'; messages: readonly Message[]; hasMore: boolean }
  | { type: 'older.failed' }
  | { type: 'thread.failed'; error: ChatError }
  | { type: 'thread.renamed'; title: string | null }
  | { type: 'message.queued'; message: UserMessage }
  /** Messages that waited when the thread was left. */
  | { type: 'messages.restored'; messages: readonly UserMessage[] }
  | { type: 'message.withdrawn'; messageId: string }
  /** The running answer is asked to take a waiting message in. */
  | { type: 'message.steered'; messageId: string }
  | { type: 'steering.failed'; messageId: string; refused: boolean }
  | { type: 'message.rated'; messageId: string; rating: 'like' | 'dislike' | null }
  | { type: 'run.started'; message: UserMessage; answerId: string; now: number }
  /** This message, known by its id, is answered again; what followed it is dropped. */
  | { type: 'run.retried'; message: UserMessage; answerId: string; now: number }
  /** A run of a loaded thread goes on, or one that waited was given its answers. */
  | { type: 'run.continued'; answerId: string; now: number }
  /** The stream that follows begins with the start of the answer. */
  | { type: 'run.replayed' }
  | { type: 'run.event'; event: RunEvent; now: number }
  | { type: 'prompt.opened'; prompt: Prompt }
  | { type: 'prompt.closed' }
  | { type: 'run.ended'; outcome: RunOutcome; now: number };

export const EMPTY_THREAD: ThreadState = {
  threadId: null,
  conversationId: null,
  title: null,
  messages: [],
  older: 'none',
  running: false,
  held: false,
  steerable: true,
  loading: false,
  prompt: null,
  error: null,
};

export function reduceThread(state: ThreadState, action: ThreadAction): ThreadState {
  switch (action.type) {
    case 'thread.opened':
      return { ...EMPTY_THREAD, threadId: action.threadId, loading: action.loading };
    case 'thread.created':
      return { ...state, threadId: action.threadId, conversationId: action.conversationId };
    case 'thread.loaded': {
      const { conversationId, title } = action;
      // Read again, a thread keeps what was loaded of its past.
      const before = knownBefore(state.messages, action.messages);
      const messages = [...before, ...action.messages, ...state.messages.filter(isQueued)];
      const older = before.length > 0 ? state.older : action.hasOlder ? 'more' : 'none';
      return { ...state, conversationId, title, messages, older, loading: false, error: null };
    }
    case 'older.requested':
      return { ...state, older: 'loading' };
    case 'older.loaded':
      return withOlder(state, action.messages, action.hasMore);
    case 'older.failed':
      return { ...state, older: 'failed' };
    case 'thread.failed':
      return { ...state, loading: false, error: action.error };
    case 'thread.renamed':
      return { ...state, title: action.title };
    case 'message.queued':
      return { ...state, messages: [...state.messages, { ...action.message, queued: true }] };
    case 'messages.restored': {
      const restored = action.messages.map((message) => ({ ...message, queued: true }));
      return { ...state, messages: [...state.messages, ...restored], held: true };
    }
    case 'message.withdrawn': {
      const messages = state.messages.filter(
        (message) => !(isQueued(message) && message.id === action.messageId),
      );
      if (messages.length === state.messages.length) return state;
      return { ...state, messages, held: state.held && messages.some(isQueued) };
    }
    case 'message.steered':
      return { ...state, messages: withSteering(state.messages, action.messageId, true) };
    case 'steering.failed': {
      const messages = withSteering(state.messages, action.messageId, false);
      return { ...state, messages, steerable: state.steerable && !action.refused };
    }
    case 'message.rated':
      return { ...state, messages: state.messages.map((message) => rated(message, action)) };
    case 'run.started':
      return startRun(state, action.message, action.answerId, action.now);
    case 'run.retried': {
      const index = state.messages.findIndex(({ id }) => id === action.message.id);
      const messages = [
        ...state.messages.slice(0, index),
        action.message,
        pendingAnswer(action.answerId, action.now),
        ...state.messages.slice(index + 1).filter(isQueued),
      ];
      return { ...state, messages, running: true, held: false, error: null };
    }
    case 'run.continued':
      return continueRun(state, action.answerId, action.now);
    case 'run.replayed':
      return restartAnswer(state);
    case 'run.event':
      return applyEvent(state, action.event, action.now);
    case 'prompt.opened':
      return updateAnswer({ ...state, prompt: action.prompt }, (answer) => ({
        ...answer,
        status: 'asking',
      }));
    case 'prompt.closed':
      return updateAnswer({ ...state, prompt: null }, (answer) => ({
        ...answer,
        status: 'waiting',
      }));
    case 'run.ended':
      return endRun(state, action.outcome, action.now);
  }
}

function rated(
  message: Message,
  { messageId, rating }: Extract<ThreadAction, { type: 'message.rated' }>,
): Message {
  if (message.role !== 'assistant' || message.id !== messageId) return message;
  return rating === null ? withoutRating(message) : { ...message, rating };
}

function withoutRating(message: AssistantMessage): AssistantMessage {
  const copy = { ...message };
  delete copy.rating;
  return copy;
}

function startRun(
  state: ThreadState,
  message: UserMessage,
  answerId: string,
  now: number,
): ThreadState {
  const others = state.messages.filter((other) => other.id !== message.id);
  const messages = appendSent(others, [asSent(message), pendingAnswer(answerId, now)]);
  return { ...state, messages, running: true, held: false, error: null };
}

function continueRun(state: ThreadState, answerId: string, now: number): ThreadState {
  const running = { ...state, running: true, held: false, error: null };
  const newest = state.messages.findLast((message) => !isQueued(message));
  if (newest?.role !== 'assistant') {
    return { ...running, messages: appendSent(state.messages, [pendingAnswer(answerId, now)]) };
  }
  return updateAnswer(running, (answer) => ({ ...answer, status: statusOf(answer) }));
}

/** A run that went through several messages starts again with the first of them. */
function restartAnswer(state: ThreadState): ThreadState {
  const newest = state.messages[findAnswer(state.messages)];
  const runId = newest?.role === 'assistant' ? newest.executionId : undefined;
  const first = state.messages.findIndex(
    (message) => message.role === 'assistant' && message.executionId === runId,
  );
  const messages = state.messages.filter(
    (message, index) =>
      runId === undefined ||
      index <= first ||
      message.role === 'user' ||
      message.executionId !== runId,
  );
  return updateAnswer({ ...state, messages }, (answer) => ({
    ...answer,
    status: 'pending',
    parts: [],
  }));
}

/** Nothing runs any more, in no message of the run. */
function endRun(state: ThreadState, outcome: RunOutcome, now: number): ThreadState {
  const messages = state.messages.map((message) =>
    message.role === 'user' ? waitingAgain(message) : endAnswer(message, outcome, now),
  );
  const newest = messages[findAnswer(messages)];
  const failed = newest?.role === 'assistant' && newest.status === 'failed';
  const held = failed && messages.some(isQueued);
  return { ...state, messages, running: false, held, prompt: null };
}

/** What the answer did not take in goes out after it. */
function waitingAgain(message: UserMessage): UserMessage {
  return message.steering === true ? { ...message, steering: false } : message;
}

function endAnswer(answer: AssistantMessage, outcome: RunOutcome, now: number): AssistantMessage {
  const parts = settleParts(answer.parts, now);
  if (hasEnded(answer)) return parts === answer.parts ? answer : { ...answer, parts };
  if (outcome.type === 'failed')
    return { ...answer, parts, status: 'failed', error: outcome.error };
  return { ...answer, parts, status: outcome.type };
}

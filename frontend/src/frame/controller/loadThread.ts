import type { ApiClient } from '../api/client';
import { HttpError } from '../api/errors';
import { type Cursor, loadMessages, NEWEST } from '../api/history';
import { findActiveRun, findConversation, type Conversation } from '../api/threads';
import type { Interrupt } from '../protocol/interrupts';
import { messagesFromHistory, type ThreadActivity } from '../state/history';
import type { Message } from '../state/types';

/** What a loaded thread still has to do. */
export type Continuation =
  | { type: 'none' }
  | { type: 'join'; runId: string }
  | { type: 'answer'; runId: string; interrupt: Interrupt };

export type LoadedThread = {
  conversation: Conversation;
  messages: readonly Message[];
  /** Leads to the messages before these; `null` when there are none. */
  before: Cursor | null;
  continuation: Continuation;
};

export async function loadThread(
  api: ApiClient,
  threadId: string,
  signal: AbortSignal,
): Promise<LoadedThread> {
  const conversation = await findConversation(api, threadId, signal);
  if (conversation === null) throw new HttpError(404, null);
  const { items, before } = await loadMessages(api, conversation.id, NEWEST, signal);
  const transcript = messagesFromHistory(items, activityOf(conversation));
  const continuation = planContinuation(conversation, transcript);
  if (continuation.type !== 'none' || !isBusy(conversation)) {
    return { conversation, messages: transcript, before, continuation };
  }
  // The answer of a run that has only just begun may not be stored yet.
  const runId = await findActiveRun(api, threadId, signal).catch(() => null);
  const joined: Continuation = runId === null ? { type: 'none' } : { type: 'join', runId };
  const messages = runId === null ? messagesFromHistory(items, 'idle') : transcript;
  return { conversation, messages, before, continuation: joined };
}

/** What follows from the conversation's status and its newest answer. */
export function planContinuation(
  { status, interrupt }: Conversation,
  messages: readonly Message[],
): Continuation {
  const newest = messages.findLast((message) => message.role === 'assistant');
  const runId = newest?.role === 'assistant' ? newest.executionId : undefined;
  if (runId === undefined) return { type: 'none' };
  if (interrupt !== null) return { type: 'answer', runId, interrupt };
  const isOpen = messages.at(-1) === newest;
  return isBusy({ status }) && isOpen ? { type: 'join', runId } : { type: 'none' };
}

function activityOf(conversation: Conversation): ThreadActivity {
  if (conversation.interrupt !== null) return 'waiting';
  return isBusy(conversation) ? 'running' : 'idle';
}

function isBusy({ status }: Pick<Conversation, 'status'>): boolean {
  return status === null || status === 'busy' || status === 'running';
}

import { parseInterrupt, type Interrupt } from '../protocol/interrupts';
import { asList, asMessage, asName, asRecord, asText, isRecord } from '../protocol/json';
import type { AssistantInfo } from '../state/store';
import type { ApiClient } from './client';
import { HttpError } from './errors';

export type CreatedThread = { threadId: string; conversationId: string | null };

export type Conversation = {
  id: string;
  title: string | null;
  status: string | null;
  error: string | null;
  interrupt: Interrupt | null;
};

export async function createThread(api: ApiClient, signal: AbortSignal): Promise<CreatedThread> {
  const body = { metadata: {} };
  const thread = asRecord(await api.json({ method: 'POST', path: '/threads', body, signal }));
  const threadId = asText(thread.thread_id);
  if (threadId === null) throw new HttpError(502, 'The API created a thread without an id.');
  return { threadId, conversationId: asText(asRecord(thread.metadata).id) };
}

/** The conversation behind a thread, or `null` when this user has none. */
export async function findConversation(
  api: ApiClient,
  threadId: string,
  signal: AbortSignal,
): Promise<Conversation | null> {
  const body = { where: { threadId }, limit: 1 };
  const page = await api.json({ method: 'POST', path: '/conversations/search', body, signal });
  const conversation = parseConversation(asList(asRecord(page).items)[0]);
  if (conversation?.status !== 'interrupted' || conversation.interrupt !== null) {
    return conversation;
  }
  // Lists may leave the operation out; a server that does not tell it has nothing pending.
  const path = `/conversations/${encodeURIComponent(conversation.id)}`;
  const full = await api.json({ method: 'GET', path, signal }).catch(() => null);
  return parseConversation(full) ?? conversation;
}

/** The first run of a thread that has not ended, or `null`. */
export async function findActiveRun(
  api: ApiClient,
  threadId: string,
  signal: AbortSignal,
): Promise<string | null> {
  const path = `/threads/${encodeURIComponent(threadId)}/runs?limit=100`;
  const runs = asList(await api.json({ method: 'GET', path, signal })).map(asRecord);
  const active = runs.find((run) => run.status === 'pending' || run.status === 'running');
  return asText(active?.run_id);
}

export async function getAssistant(
  api: ApiClient,
  assistantId: string,
): Promise<AssistantInfo | null> {
  const path = `/assistants/${encodeURIComponent(assistantId)}`;
  return parseAssistant(await api.json({ method: 'GET', path }));
}

export function parseAssistant(raw: unknown): AssistantInfo | null {
  const assistant = asRecord(raw);
  const metadata = asRecord(assistant.metadata);
  const avatar = asRecord(metadata.avatar);
  const name = asName(metadata.title) ?? asName(assistant.name);
  if (name === null) return null;
  const avatarUrl = asText(avatar.url);
  const avatarEmoji = asText(asRecord(avatar.emoji).id);
  return {
    name,
    ...(avatarUrl === null ? {} : { avatarUrl }),
    ...(avatarEmoji === null ? {} : { avatarEmoji }),
  };
}

function parseConversation(raw: unknown): Conversation | null {
  const id = isRecord(raw) ? asText(raw.id) : null;
  if (!isRecord(raw) || id === null) return null;
  const status = asText(raw.status);
  return {
    id,
    title: asName(raw.title),
    status,
    error: asMessage(raw.error),
    interrupt: status === 'interrupted' ? parseInterrupt(raw.operation) : null,
  };
}

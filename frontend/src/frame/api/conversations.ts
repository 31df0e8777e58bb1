import { asList, asName, asRecord, asText, asTime } from '../protocol/json';
import type { ApiClient } from './client';

/** A conversation as the history lists it; `id` is for the API, `threadId` for everything else. */
export type ConversationItem = {
  id: string;
  threadId: string;
  title: string | null;
  running: boolean;
  updatedAt: number;
};

export type ConversationPage = {
  items: readonly ConversationItem[];
  /** How many rows of the server the page stands for, also those that cannot be listed. */
  rows: number;
  hasMore: boolean;
};

export const PAGE_SIZE = 30;

export type ConversationSearch = { assistantId: string; search: string; offset: number };

/** The user's conversations with the assistant, the newest first. */
export async function searchConversations(
  api: ApiClient,
  { assistantId, search, offset }: ConversationSearch,
  signal: AbortSignal,
): Promise<ConversationPage> {
  const body = {
    where: { xpertId: assistantId },
    order: { updatedAt: 'DESC' },
    limit: PAGE_SIZE,
    offset,
    ...(search === '' ? {} : { search }),
  };
  const path = '/conversations/search';
  const page = asRecord(await api.json({ method: 'POST', path, body, signal }));
  const rows = asList(page.items);
  const { total } = page;
  const hasMore =
    rows.length > 0 &&
    (typeof total === 'number' ? offset + rows.length < total : rows.length === PAGE_SIZE);
  return { items: rows.flatMap(parseItem), rows: rows.length, hasMore };
}

/** Renames a conversation, also while the page is being left. */
export async function renameConversation(api: ApiClient, id: string, title: string): Promise<void> {
  await api.send({ method: 'PATCH', path: conversationPath(id), body: { title }, keepalive: true });
}

/** Deletes a conversation for good, also while the page is being left. */
export async function deleteConversation(api: ApiClient, id: string): Promise<void> {
  await api.send({ method: 'DELETE', path: conversationPath(id), keepalive: true });
}

export function conversationPath(id: string): string {
  return `/conversations/${encodeURIComponent(id)}`;
}

function parseItem(raw: unknown): ConversationItem[] {
  const conversation = asRecord(raw);
  const id = asText(conversation.id);
  const threadId = asText(conversation.threadId);
  if (id === null || threadId === null) return [];
  return [
    {
      id,
      threadId,
      title: asName(conversation.title),
      running: conversation.status === 'busy' || conversation.status === 'running',
      updatedAt: asTime(conversation.updatedAt) ?? asTime(conversation.createdAt) ?? 0,
    },
  ];
}

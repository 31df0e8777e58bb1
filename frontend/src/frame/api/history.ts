import { asList, asRecord } from '../protocol/json';
import type { ApiClient } from './client';

const PAGE_SIZE = 50;

/** A transcript longer than this is cut at its beginning. */
const MAX_MESSAGES = 1000;

/** The stored messages of a conversation, oldest first. */
export async function loadMessages(
  api: ApiClient,
  conversationId: string,
  signal: AbortSignal,
): Promise<readonly unknown[]> {
  const path = `/conversations/${encodeURIComponent(conversationId)}/messages/search`;
  const messages: unknown[] = [];
  while (messages.length < MAX_MESSAGES) {
    const body = { order: { createdAt: 'DESC' }, limit: PAGE_SIZE, offset: messages.length };
    const page = asRecord(await api.json({ method: 'POST', path, body, signal }));
    const items = asList(page.items);
    messages.push(...items);
    const total = page.total;
    if (items.length === 0 || typeof total !== 'number' || messages.length >= total) break;
  }
  return messages.reverse();
}

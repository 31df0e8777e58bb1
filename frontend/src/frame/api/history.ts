import { asList, asRecord, asText } from '../protocol/json';
import type { ApiClient } from './client';
import { conversationPath } from './conversations';

const PAGE_SIZE = 50;

/** Where a page begins: among the messages up to a time, or among all of them. */
export type Cursor = { upTo: string | null; offset: number };

export const NEWEST: Cursor = { upTo: null, offset: 0 };

/** Part of a transcript. */
export type TranscriptPage = {
  /** As they are stored, oldest first. */
  items: readonly unknown[];
  /** Leads to the page before this one; `null` when there is none. */
  before: Cursor | null;
};

/**
 * A page of the stored messages of a conversation, `NEWEST` first.
 *
 * Pages are asked for by time, because messages come and go while somebody reads: the last message
 * of a page is on the next one too, with all that were written at the same time. An API that does
 * not search messages by time is asked by number.
 */
export async function loadMessages(
  api: ApiClient,
  conversationId: string,
  cursor: Cursor,
  signal: AbortSignal,
): Promise<TranscriptPage> {
  const { upTo, offset } = cursor;
  const body = {
    ...(upTo !== null && { where: { createdAt: { $lte: upTo } } }),
    order: { createdAt: 'DESC' },
    limit: PAGE_SIZE,
    offset,
  };
  const path = `${conversationPath(conversationId)}/messages/search`;
  const page = asRecord(await api.json({ method: 'POST', path, body, signal }));
  const items = asList(page.items);
  if (upTo !== null && timeOf(items[0]) > Date.parse(upTo)) {
    return loadMessages(api, conversationId, { upTo: null, offset: items.length }, signal);
  }
  const seen = offset + items.length;
  const more = items.length > 0 && typeof page.total === 'number' && page.total > seen;
  return { items: items.toReversed(), before: more ? nextCursor(cursor, items) : null };
}

const createdAt = (item: unknown) => asText(asRecord(item).createdAt);

const timeOf = (item: unknown) => Date.parse(createdAt(item) ?? '');

function nextCursor({ upTo, offset }: Cursor, items: readonly unknown[]): Cursor {
  const byNumber = { upTo, offset: offset + items.length };
  if (upTo === null && offset > 0) return byNumber;
  const oldest = createdAt(items.at(-1));
  // A page of messages of one moment leads to the others of that moment.
  return oldest === null || oldest === upTo ? byNumber : { upTo: oldest, offset: 0 };
}

import { asList, asRecord, asText } from '../protocol/json';
import type { ApiClient } from './client';
import { conversationPath } from './conversations';

const PAGE_SIZE = 50;

/** Part of a transcript. */
export type TranscriptPage = {
  /** As they are stored, oldest first. */
  items: readonly unknown[];
  /** Leads to the page before this one; `null` when there is none. */
  before: string | null;
};

/**
 * The newest stored messages of a conversation, or those that were written up to a time.
 *
 * Pages are asked for by time, because messages come and go while somebody reads: the last message
 * of a page is on the next one too, with all that were written at the same time.
 */
export async function loadMessages(
  api: ApiClient,
  conversationId: string,
  upTo: string | null,
  signal: AbortSignal,
): Promise<TranscriptPage> {
  const body = {
    ...(upTo !== null && { where: { createdAt: { $lte: upTo } } }),
    order: { createdAt: 'DESC' },
    limit: PAGE_SIZE,
    offset: 0,
  };
  const path = `${conversationPath(conversationId)}/messages/search`;
  const page = asRecord(await api.json({ method: 'POST', path, body, signal }));
  const items = asList(page.items);
  const oldest = asText(asRecord(items.at(-1)).createdAt);
  const more = typeof page.total === 'number' && page.total > items.length;
  // A page that leads to itself would be asked for again and again.
  return { items: items.toReversed(), before: more && oldest !== upTo ? oldest : null };
}

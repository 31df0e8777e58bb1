import { asList, asRecord, asText } from '../protocol/json';
import type { ApiClient } from './client';
import { conversationPath } from './conversations';

export type Rating = 'like' | 'dislike';

export type Feedback = { id: string; rating: Rating };

export type RatedMessage = { conversationId: string; messageId: string };

/** What the user thinks of an answer, or `null`; the server keeps more than one vote. */
export async function readFeedback(
  api: ApiClient,
  message: RatedMessage,
): Promise<Feedback | null> {
  const page = await api.json({ method: 'GET', path: feedbackPath(message) });
  const items = Array.isArray(page) ? (page as unknown[]) : asList(asRecord(page).items);
  const dated = items.map(asRecord).toSorted((a, b) => date(a).localeCompare(date(b)));
  return dated.map(parseFeedback).findLast((feedback) => feedback !== null) ?? null;
}

/** Votes, changes the vote, or (with `null`) takes it back. */
export async function sendFeedback(
  api: ApiClient,
  message: RatedMessage,
  previous: Feedback | null,
  rating: Rating | null,
): Promise<Feedback | null> {
  const path = feedbackPath(message);
  if (previous === null) {
    if (rating === null) return null;
    const created = await api.json({ method: 'POST', path, body: { rating } });
    const id = asText(asRecord(created).id);
    return id === null ? null : { id, rating };
  }
  const one = `${path}/${encodeURIComponent(previous.id)}`;
  if (rating === null) {
    await api.send({ method: 'DELETE', path: one });
    return null;
  }
  await api.send({ method: 'PATCH', path: one, body: { rating } });
  return { id: previous.id, rating };
}

function parseFeedback({ id, rating }: Readonly<Record<string, unknown>>): Feedback | null {
  const feedbackId = asText(id);
  return feedbackId !== null && (rating === 'like' || rating === 'dislike')
    ? { id: feedbackId, rating }
    : null;
}

function date(feedback: Readonly<Record<string, unknown>>): string {
  return asText(feedback.updatedAt) ?? asText(feedback.createdAt) ?? '';
}

function feedbackPath({ conversationId, messageId }: RatedMessage): string {
  return `${conversationPath(conversationId)}/messages/${encodeURIComponent(messageId)}/feedbacks`;
}

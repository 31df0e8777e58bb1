// @vitest-environment node
import { expect, it } from 'vitest';

import { answer, eventStream } from './testing/fakeServer';
import { setUp, type Harness } from './testing/harness';
import { RUN, sent } from './testing/runs';

const FEEDBACKS = '/conversations/conv-1/messages/ai-1/feedbacks';

async function answered(stored: readonly object[] = []): Promise<Harness> {
  const chat = setUp();
  chat.server
    .on(RUN, () => eventStream(answer('Hi.')))
    .on(`GET ${FEEDBACKS}`, () => Response.json({ items: stored, total: stored.length }))
    .on(`POST ${FEEDBACKS}`, () => Response.json({ id: 'f-1', rating: 'like' }, { status: 201 }))
    .on(`PATCH ${FEEDBACKS}/*`, () => Response.json({}))
    .on(`DELETE ${FEEDBACKS}/*`, () => new Response(null, { status: 202 }));
  return sent(chat);
}

const rating = (chat: Harness) => {
  const message = chat.messages().at(-1);
  return message?.role === 'assistant' ? message.rating : undefined;
};

const written = (chat: Harness) =>
  chat.server.requests
    .filter(({ method, path }) => path.includes('feedbacks') && method !== 'GET')
    .map(({ method, path, body }) => [method, path.replace(FEEDBACKS, ''), body.rating]);

it('creates, changes and takes back a vote, one after the other', async () => {
  const chat = await answered();
  chat.store.actions.rate('ai-1', 'like');
  expect(rating(chat)).toBe('like');
  chat.store.actions.rate('ai-1', 'dislike');
  chat.store.actions.rate('ai-1', null);
  expect(rating(chat)).toBeUndefined();
  await chat.until(() => written(chat).length === 3);
  expect(written(chat)).toEqual([
    ['POST', '', 'like'],
    ['PATCH', '/f-1', 'dislike'],
    ['DELETE', '/f-1', undefined],
  ]);
});

it('shows the newest vote of an earlier visit, asked for once', async () => {
  const chat = await answered([
    { id: 'f-2', rating: 'dislike', createdAt: '2026-08-17T09:00:00Z' },
    { id: 'f-1', rating: 'like', createdAt: '2026-08-17T08:00:00Z' },
    { id: 7, rating: 'odd' },
  ]);
  chat.store.actions.loadRating('ai-1');
  chat.store.actions.loadRating('ai-1');
  await chat.until(() => rating(chat) === 'dislike');
  expect(chat.server.received(`GET ${FEEDBACKS}`)).toHaveLength(1);
});

it('takes a vote back on screen when the server does not accept it, and says so', async () => {
  const chat = await answered([{ id: 'f-1', rating: 'like' }]);
  chat.server.on(`PATCH ${FEEDBACKS}/*`, () => Response.json({}, { status: 500 }));
  chat.store.actions.rate('ai-1', 'dislike');
  expect(rating(chat)).toBe('dislike');
  await chat.until(() => rating(chat) === 'like');
  expect(chat.store.getSnapshot().history.notice).toEqual({ type: 'failed', what: 'feedback' });
});

it('is silent about a server without votes', async () => {
  const chat = await answered();
  chat.server.on(`GET ${FEEDBACKS}`, () => Response.json({}, { status: 404 }));
  chat.store.actions.loadRating('ai-1');
  await chat.until(() => chat.server.received(`GET ${FEEDBACKS}`).length === 1);
  expect(chat.store.getSnapshot().history.notice).toBeNull();
  expect(chat.host.dataOf('error')).toEqual([]);
});

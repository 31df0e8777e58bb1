// @vitest-environment node
import { describe, expect, it, vi } from 'vitest';

import type { ApiClient, ApiRequest } from './client';
import { type Cursor, loadMessages, NEWEST, type TranscriptPage } from './history';
import { goldenJson } from './testing/golden';
import { createThread, findActiveRun, findConversation, parseAssistant } from './threads';

const { signal } = new AbortController();

function fakeApi(answer: (request: ApiRequest) => unknown) {
  const json = vi.fn((request: ApiRequest) => Promise.resolve(answer(request)));
  const unused = () => Promise.reject(new Error('not used'));
  const api: ApiClient = { json, send: unused, upload: unused };
  return { api, json };
}

it('creates a thread and learns its conversation', async () => {
  const { api, json } = fakeApi(() => goldenJson('thread-create-response.json'));
  expect(await createThread(api, signal)).toEqual({
    threadId: '7c9e6679-7425-40de-944b-e07fc1f90ae7',
    conversationId: 'b8f2a4d6-0c3e-4f58-9b7a-2d6e4c1a9f05',
  });
  expect(json.mock.calls[0]?.[0].body).toEqual(goldenJson('thread-create-request.json'));
});

it('refuses a thread without an id', async () => {
  const { api } = fakeApi(() => ({}));
  await expect(createThread(api, signal)).rejects.toThrow(/without an id/);
});

it('finds the conversation of a thread', async () => {
  const { api, json } = fakeApi(() => goldenJson('conversations-search-response.json'));
  const threadId = '7c9e6679-7425-40de-944b-e07fc1f90ae7';
  expect(await findConversation(api, threadId, signal)).toEqual({
    id: 'b8f2a4d6-0c3e-4f58-9b7a-2d6e4c1a9f05',
    title: 'Order status',
    status: 'idle',
    error: null,
    interrupt: null,
  });
  const expected = goldenJson('conversation-by-thread-search-request.json');
  expect(json.mock.calls[0]?.[0]).toMatchObject({ path: '/conversations/search', body: expected });
});

it('asks for the operation that a list leaves out', async () => {
  const { items } = goldenJson('conversations-search-response.json') as { items: { id: string }[] };
  const interrupted = items[1];
  const { api } = fakeApi(({ method, path }) => {
    if (method === 'POST') return { items: [{ ...interrupted, operation: null }] };
    return path === `/conversations/${interrupted?.id ?? ''}` ? interrupted : undefined;
  });
  const conversation = await findConversation(api, 't-1', signal);
  expect(conversation?.interrupt).toMatchObject({
    kind: 'client_tools',
    calls: [{ id: 'call_map_1' }],
  });
});

it('finds no conversation of an unknown thread', async () => {
  const { api } = fakeApi(() => ({ items: [], total: 0 }));
  expect(await findConversation(api, 't-1', signal)).toBeNull();
});

it('finds the run that has not ended', async () => {
  const { api } = fakeApi(() => [{ run_id: 'r-1', status: 'success' }, goldenJson('run.json')]);
  expect(await findActiveRun(api, 't-1', signal)).toBe('e2a1c0f4-93d7-4a6b-8f25-6b0d3c7e1a42');
});

it('reads what the assistant is called', () => {
  expect(parseAssistant(goldenJson('assistant-response.json'))).toEqual({
    name: 'Order helper',
    avatarEmoji: 'robot_face',
  });
  expect(parseAssistant({ name: 'orders', metadata: { avatar: { url: 'u' } } })).toEqual({
    name: 'orders',
    avatarUrl: 'u',
  });
  expect(parseAssistant('<html>')).toBeNull();
});

describe('the pages of a transcript', () => {
  const at = (number: number) => `2026-01-01T00:00:0${number}.000Z`;
  const stored = (number: number, time = number) => ({ id: number, createdAt: at(time) });
  const load = (items: readonly unknown[], total: number, cursor: Cursor = NEWEST) => {
    const { api, json } = fakeApi(() => ({ items, total }));
    return { json, page: loadMessages(api, 'c-1', cursor, signal) };
  };

  it('begin with the newest messages', async () => {
    const { json, page } = load([stored(3), stored(2)], 3);
    const before = { upTo: at(2), offset: 0 };
    expect(await page).toEqual({ items: [stored(2), stored(3)], before });
    expect(json.mock.calls[0]?.[0].body).toEqual(goldenJson('messages-search-request.json'));
  });

  it('go on with what was written up to the oldest known message', async () => {
    const { json, page } = load([stored(2), stored(1)], 2, { upTo: at(2), offset: 0 });
    expect(await page).toEqual({ items: [stored(1), stored(2)], before: null });
    expect(json.mock.calls[0]?.[0].body).toMatchObject({ where: { createdAt: { $lte: at(2) } } });
  });

  it('go on by number among messages of one moment', async () => {
    const { page } = load([stored(2), stored(1, 2)], 9, { upTo: at(2), offset: 0 });
    expect(await page).toMatchObject({ before: { upTo: at(2), offset: 2 } });
  });

  it('end where nothing comes', async () => {
    expect(await load([], 9).page).toEqual({ items: [], before: null });
    expect(await load([], 0).page).toEqual({ items: [], before: null });
  });

  it('come all, once each, from an API that does not search by time', async () => {
    const all = [5, 4, 3, 2, 1].map((number) => stored(number));
    const { api, json } = fakeApi(({ body }) => {
      const { offset } = body as { offset: number };
      return { items: all.slice(offset, offset + 2), total: all.length };
    });
    const seen: unknown[] = [];
    for (let cursor: Cursor | null = NEWEST; cursor !== null;) {
      const page: TranscriptPage = await loadMessages(api, 'c-1', cursor, signal);
      seen.unshift(...page.items);
      cursor = page.before;
    }
    expect(seen).toEqual(all.toReversed());
    expect(json.mock.calls.length).toBe(4);
  });
});

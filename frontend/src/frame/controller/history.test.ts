// @vitest-environment node
import { describe, expect, it } from 'vitest';

import type { JsonRecord } from '../protocol/json';
import { answer, eventStream } from './testing/fakeServer';
import { memory, ready, setUp, THREAD, type Harness } from './testing/harness';
import { RUN, sent } from './testing/runs';

const row = (number: number, more: JsonRecord = {}) => ({
  id: `conv-${String(number)}`,
  threadId: `thread-${String(number)}`,
  title: `Title ${String(number)}`,
  status: 'idle',
  updatedAt: new Date(1_000_000 - number).toISOString(),
  ...more,
});

type Search = { search?: string; offset?: number; limit: number; where: { threadId?: string } };

/** A server with that many conversations, which pages and searches as XpertAI does. */
async function withConversations(count: number, options = {}): Promise<Harness> {
  const chat = setUp(options);
  const rows = Array.from({ length: count }, (_, index) => row(index + 1));
  chat.server.on('POST /conversations/search', ({ body }) => {
    const { search, offset, limit, where } = body as Search;
    const wanted = where.threadId;
    const found = rows.filter(
      ({ title, threadId }) =>
        title.includes(search ?? '') && (wanted === undefined || wanted === threadId),
    );
    return Response.json({
      items: found.slice(offset ?? 0, (offset ?? 0) + limit),
      total: found.length,
    });
  });
  chat.server.on('POST /conversations/*/messages/search', () =>
    Response.json({ items: [], total: 0 }),
  );
  return ready(chat);
}

const history = (chat: Harness) => {
  chat.scheduler.paint();
  return chat.store.getSnapshot().history;
};
const titles = (chat: Harness) => history(chat).items.map(({ title }) => title);
const loaded = (chat: Harness) => () => history(chat).status === 'ready';

async function shown(chat: Harness): Promise<Harness> {
  chat.store.actions.history.show();
  await chat.until(loaded(chat));
  return chat;
}

describe('the list', () => {
  it('asks for the conversations with the assistant, the newest first, page by page', async () => {
    const chat = await shown(await withConversations(35));
    expect(history(chat)).toMatchObject({ open: true, hasMore: true });
    expect(titles(chat)).toHaveLength(30);
    chat.store.actions.history.more();
    await chat.until(() => titles(chat).length === 35);
    expect(history(chat).hasMore).toBe(false);
    chat.store.actions.history.more();
    const bodies = chat.server.received('POST /conversations/search').map(({ body }) => body);
    expect(bodies).toEqual([
      expect.objectContaining({
        where: { xpertId: 'assistant-1' },
        order: { updatedAt: 'DESC' },
        offset: 0,
      }),
      expect.objectContaining({ offset: 30 }),
    ]);
  });

  it('searches once the reader stops typing', async () => {
    const chat = await shown(await withConversations(12));
    const { search } = chat.store.actions.history;
    search('Title');
    search('Title 1');
    search('Title 12');
    await chat.until(() => chat.scheduler.sleeping > 0);
    chat.scheduler.wake();
    await chat.until(() => titles(chat).length === 1);
    expect(titles(chat)).toEqual(['Title 12']);
    const searches = chat.server.received('POST /conversations/search');
    expect(searches.map(({ body }) => body.search)).toEqual([undefined, 'Title 12']);
  });

  it('says why it is empty when it cannot be read, and can be read again', async () => {
    const chat = await ready(setUp());
    chat.server.on('POST /conversations/search', () => Response.json({}, { status: 500 }));
    chat.store.actions.history.show();
    await chat.until(() => history(chat).status === 'failed');
    expect(history(chat).error).toMatchObject({ kind: 'api', status: 500 });
    chat.server.on('POST /conversations/search', () =>
      Response.json({ items: [row(1)], total: 1 }),
    );
    chat.store.actions.history.reload();
    await chat.until(loaded(chat));
    expect(titles(chat)).toEqual(['Title 1']);
  });

  it('looks again while another conversation is being answered', async () => {
    const chat = await ready(setUp());
    let status = 'busy';
    chat.server.on('POST /conversations/search', () =>
      Response.json({ items: [row(1, { status })], total: 1 }),
    );
    await shown(chat);
    expect(history(chat).items[0]?.running).toBe(true);
    status = 'idle';
    chat.scheduler.wake();
    await chat.until(() => history(chat).items[0]?.running === false);
  });

  it('obeys the commands of the host', async () => {
    const chat = await withConversations(1);
    await chat.host.command('onShowHistory');
    expect(history(chat).open).toBe(true);
    await chat.host.command('onHideHistory');
    expect(history(chat).open).toBe(false);
    const without = await withConversations(1, { history: { enabled: false } });
    await expect(without.host.command('onShowHistory')).rejects.toThrow(/history\.enabled/);
  });
});

describe('renaming', () => {
  it('shows the new title at once and tells the server', async () => {
    const chat = await shown(await withConversations(2));
    chat.server.on('PATCH /conversations/*', () => Response.json(row(1)));
    chat.store.actions.history.rename('conv-1', 'Quarter');
    expect(titles(chat)).toEqual(['Quarter', 'Title 2']);
    await chat.until(() => chat.server.received('PATCH /conversations/conv-1').length === 1);
    expect(chat.server.received('PATCH /conversations/*')[0]).toMatchObject({
      body: { title: 'Quarter' },
      keepalive: true,
    });
  });

  it('shows the old title again when the server refuses', async () => {
    const chat = await shown(await withConversations(1));
    chat.store.actions.history.rename('conv-1', 'Quarter');
    await chat.until(() => history(chat).notice !== null);
    expect(titles(chat)).toEqual(['Title 1']);
    expect(history(chat).notice).toEqual({ type: 'failed', what: 'rename', title: 'Title 1' });
  });

  it('renames the thread on screen as well, and keeps an empty name away', async () => {
    const chat = await ready(setUp());
    chat.server.on(RUN, () => eventStream(answer('Hi.')));
    chat.server.on('PATCH /conversations/*', () => Response.json({}));
    await sent(chat);
    chat.store.actions.history.rename('conv-1', 'Quarter');
    chat.store.actions.history.rename('conv-1', '  ');
    chat.scheduler.paint();
    expect(chat.store.getSnapshot().thread.title).toBe('Quarter');
    await chat.until(() => chat.server.received('PATCH /conversations/*').length === 1);
  });
});

describe('deleting', () => {
  const deletions = (chat: Harness) => chat.server.received('DELETE /conversations/*');

  it('can be undone until the time is over', async () => {
    const chat = await shown(await withConversations(3));
    const { remove, undo } = chat.store.actions.history;
    remove('conv-2');
    expect(titles(chat)).toEqual(['Title 1', 'Title 3']);
    undo();
    chat.scheduler.wake();
    expect(titles(chat)).toEqual(['Title 1', 'Title 2', 'Title 3']);
    expect(history(chat).notice).toBeNull();
    expect(deletions(chat)).toEqual([]);
  });

  it('reaches the server after that time, or with the next deletion, or with the page', async () => {
    const chat = await shown(await withConversations(3));
    chat.server.on('DELETE /conversations/*', () => new Response(null, { status: 202 }));
    const { remove } = chat.store.actions.history;
    remove('conv-1');
    chat.scheduler.wake();
    await chat.until(() => deletions(chat).length === 1);
    remove('conv-2');
    remove('conv-3');
    await chat.until(() => deletions(chat).length === 2);
    chat.leave();
    expect(deletions(chat).map(({ path }) => path.slice(-6))).toEqual([
      'conv-1',
      'conv-2',
      'conv-3',
    ]);
    expect(titles(chat)).toEqual([]);
  });

  it('keeps a list that is loaded meanwhile free of what is being deleted', async () => {
    const chat = await shown(await withConversations(2));
    chat.store.actions.history.remove('conv-1');
    chat.store.actions.history.reload();
    await chat.until(loaded(chat));
    expect(titles(chat)).toEqual(['Title 2']);
  });

  it('brings the conversation back when the server refuses', async () => {
    const chat = await shown(await withConversations(1));
    chat.store.actions.history.remove('conv-1');
    chat.leave();
    await chat.until(() => history(chat).notice?.type === 'failed');
    expect(titles(chat)).toEqual(['Title 1']);
  });

  it('leaves the thread on screen for a new one, and undo returns to it', async () => {
    const chat = await shown(await withConversations(1));
    chat.store.actions.history.openThread('thread-1');
    await chat.until(() => !chat.store.getSnapshot().thread.loading);
    chat.store.actions.history.remove('conv-1');
    chat.scheduler.paint();
    expect(chat.store.getSnapshot().thread.threadId).toBeNull();
    chat.store.actions.history.undo();
    chat.scheduler.paint();
    expect(chat.store.getSnapshot().thread.threadId).toBe('thread-1');
    expect(chat.host.dataOf('thread.change').at(-1)).toEqual({ threadId: 'thread-1' });
  });
});

describe('the address of the page', () => {
  const addressed = (threadId: string | null) => {
    const written: (string | null)[] = [];
    const link = { read: () => threadId, write: (id: string | null) => written.push(id) };
    return { written, chat: setUp({ initialThread: 'other' }, {}, true, memory(), link) };
  };

  it('names the thread to show, before the options do', async () => {
    const { chat } = addressed('thread-9');
    await chat.until(() => chat.store.getSnapshot().thread.threadId === 'thread-9');
  });

  it('follows the thread on screen', async () => {
    const { chat, written } = addressed(null);
    chat.server.on(RUN, () => eventStream(answer('Hi.')));
    await ready(chat);
    chat.store.actions.newThread();
    await sent(chat);
    expect(new Set(written)).toEqual(new Set(['other', null, THREAD]));
    expect(written.at(-1)).toBe(THREAD);
  });
});

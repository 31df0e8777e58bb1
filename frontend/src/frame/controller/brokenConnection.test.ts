// @vitest-environment node
import { describe, expect, it } from 'vitest';

import {
  COMPLETE,
  conversationEnd,
  eventStream,
  frames,
  LiveStream,
  messageEnd,
  messageStart,
  text,
} from './testing/fakeServer';
import { isIdle, ready, setUp, type Harness } from './testing/harness';
import { RUN, JOIN, inTurn, sent, errorOf, answering } from './testing/runs';

describe('a connection that breaks', () => {
  async function broken(chat: Harness): Promise<LiveStream> {
    await ready(chat);
    return answering(chat, 'Hi', 'One ');
  }

  it('is joined again after the last event', async () => {
    const chat = setUp();
    const stream = await broken(chat);
    inTurn(chat, JOIN, frames(text('two.'), messageEnd(), conversationEnd()) + COMPLETE);
    stream.break();
    await chat.until(() => chat.scheduler.sleeping > 0);
    expect(chat.store.getSnapshot().thread.running).toBe(true);
    chat.scheduler.wake();
    await chat.until(isIdle(chat));
    expect(chat.transcript()).toEqual(['user: Hi', 'done: One two.']);
    expect(chat.server.received(JOIN)[0]?.headers['Last-Event-ID']).toMatch(/^\d+-0$/);
    expect(chat.host.dataOf('error')).toEqual([]);
  });

  it.each([
    ['closes again', () => eventStream('')],
    ['cannot be reached', () => Promise.reject(new TypeError('Failed to fetch'))],
  ])('fails when it %s', async (_case, route) => {
    const chat = setUp();
    const stream = await broken(chat);
    chat.server.on(JOIN, route);
    stream.close();
    await chat.until(() => chat.scheduler.sleeping > 0);
    chat.scheduler.wake();
    await chat.until(isIdle(chat));
    expect(chat.transcript()).toEqual(['user: Hi', 'failed: One ']);
    expect(errorOf(chat)).toEqual({ kind: 'interrupted' });
    expect(chat.server.received(JOIN)).toHaveLength(1);
    expect(chat.host.dataOf('response.end')).toHaveLength(
      chat.host.dataOf('response.start').length,
    );
  });

  it('fails at once when the run is not known yet', async () => {
    const chat = setUp();
    inTurn(chat, RUN, '');
    await sent(chat);
    expect(errorOf(chat)).toEqual({ kind: 'interrupted' });
  });

  it('passes on what the stream said about it', async () => {
    const chat = setUp();
    inTurn(chat, RUN, 'event: error\ndata: Upstream closed\n\n');
    await sent(chat);
    expect(errorOf(chat)).toEqual({ kind: 'interrupted', detail: 'Upstream closed' });
    expect(chat.host.dataOf('error')).toEqual([
      { error: { name: 'StreamError', message: 'Upstream closed' } },
    ]);
  });

  it('is the end for servers that just close', async () => {
    const chat = setUp();
    inTurn(chat, RUN, frames(messageStart(), text('All.'), messageEnd(), conversationEnd()));
    await sent(chat);
    expect(chat.transcript()).toEqual(['user: Hi', 'done: All.']);
  });

  it('is given up when the run says nothing and the thread is not busy', async () => {
    const chat = setUp();
    const stream = await broken(chat);
    const silent = new LiveStream();
    chat.server.on(JOIN, silent.route);
    chat.server.on('POST /conversations/search', () =>
      Response.json({ items: [{ id: 'conv-1', status: 'idle' }] }),
    );
    stream.break();
    await chat.until(() => chat.scheduler.sleeping > 0);
    chat.scheduler.wake();
    await chat.until(() => silent.isOpen && chat.scheduler.sleeping > 0);
    chat.scheduler.wake();
    await chat.until(isIdle(chat));
    expect(silent.aborted).toBe(true);
    expect(errorOf(chat)).toEqual({ kind: 'interrupted' });
  });
});

// @vitest-environment node
import { describe, expect, it } from 'vitest';

import { answer, EXECUTION, frames, LiveStream, messageStart, text } from './testing/fakeServer';
import { ready, setUp } from './testing/harness';
import { RUN, CANCEL, inTurn, answering, asking } from './testing/runs';

describe('stopping', () => {
  it('ends the stream, cancels the run and tells the host', async () => {
    const chat = await ready(setUp());
    const stream = await answering(chat, 'Hi', 'Part');
    chat.store.actions.stop();
    expect(chat.transcript()).toEqual(['user: Hi', 'stopped: Part']);
    await chat.until(() => stream.aborted && chat.server.received(CANCEL).length === 1);
    await chat.until(() => chat.host.dataOf('response.end').length === 1);
    const names = chat.host.published
      .map(([name]) => name)
      .filter((name) => name.startsWith('response'));
    expect(names).toEqual(['response.start', 'response.stop', 'response.end']);
    expect(chat.host.dataOf('error')).toEqual([]);
  });

  it('listens on until a run that has just begun can be cancelled', async () => {
    const chat = await ready(setUp());
    const stream = await asking(chat);
    chat.store.actions.stop();
    expect(chat.transcript()).toEqual(['user: Hi', 'stopped: ']);
    expect(stream.aborted).toBe(false);
    stream.write(frames(messageStart(), text('Too late')));
    await chat.until(() => stream.aborted && chat.server.received(CANCEL).length === 1);
    expect(chat.transcript()).toEqual(['user: Hi', 'stopped: ']);
    expect(chat.host.published.map(([name]) => name)).not.toContain('response.start');
  });

  it('gives up on a run that never tells its id', async () => {
    const chat = await ready(setUp());
    const stream = await asking(chat);
    chat.store.actions.stop();
    chat.scheduler.wake();
    await chat.until(() => stream.aborted);
    expect(chat.server.received(CANCEL)).toEqual([]);
  });

  it('starts the next run only after the server has cancelled this one', async () => {
    const chat = await ready(setUp());
    const stream = new LiveStream();
    chat.server.on(RUN, stream.route);
    let release: (response: Response) => void = () => undefined;
    chat.server.on(CANCEL, () => new Promise((resolve) => (release = resolve)));
    chat.store.actions.send('One');
    await chat.until(() => stream.isOpen);
    stream.write(frames(messageStart()));
    await chat.until(() => chat.host.dataOf('response.start').length === 1);
    chat.store.actions.stop();
    inTurn(chat, RUN, answer('2', 'ai-2', 'run-2'));
    chat.store.actions.send('Two');
    await chat.until(() => chat.server.received(CANCEL).length === 1);
    expect(chat.server.received(RUN)).toHaveLength(1);
    release(Response.json({ canceledExecutionIds: [EXECUTION] }));
    await chat.until(() => chat.transcript().includes('done: 2'));
  });

  it('does nothing when nothing runs', async () => {
    const chat = await ready(setUp());
    chat.store.actions.stop();
    expect(chat.host.published).toEqual([]);
  });
});

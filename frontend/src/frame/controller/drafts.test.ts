// @vitest-environment node
import { describe, expect, it } from 'vitest';

import { composing, csv, draftOf, handle, uploads, UPLOAD } from './testing/composing';
import { answer, eventStream } from './testing/fakeServer';
import { isIdle, memory, ready, setUp } from './testing/harness';
import { RUN } from './testing/runs';

describe('drafts', () => {
  it('belong to their threads, and outlive the page', async () => {
    const storage = memory();
    const chat = await ready(setUp({}, {}, true, storage));
    chat.server.on(RUN, () => eventStream(answer('Yes.')));
    const { actions } = chat.store.composer;
    chat.store.actions.send('Hi');
    actions.type('For this thread');
    await chat.until(isIdle(chat));
    expect(draftOf(chat).text).toBe('For this thread');
    chat.store.actions.newThread();
    expect(draftOf(chat).text).toBe('');
    actions.type('For a new one');
    await chat.host.command('onSetThreadId', { threadId: 'thread-1' }).catch(() => undefined);
    expect(draftOf(chat).text).toBe('For this thread');
    const again = await ready(setUp({ initialThread: 'thread-1' }, {}, true, storage));
    expect(draftOf(again).text).toBe('For this thread');
    again.store.actions.newThread();
    expect(draftOf(again).text).toBe('For a new one');
  });

  it('get the upload that was begun in them, wherever the user is then', async () => {
    const chat = await composing();
    let arrive: (response: Response) => void = () => undefined;
    const response = new Promise<Response>((resolve) => (arrive = resolve));
    chat.server.on(UPLOAD, () => response);
    chat.store.composer.actions.attach([csv()]);
    void chat.host.command('onSetThreadId', { threadId: 'other' }).catch(() => undefined);
    expect(draftOf(chat).attachments).toEqual([]);
    arrive(Response.json(handle));
    await chat.host.command('onSetThreadId', { threadId: null });
    await chat.until(() => uploads(chat).join() === 'ready');
  });
});

// @vitest-environment node
import { describe, expect, it } from 'vitest';

import { composing, csv, draftOf, handle, sentInput, uploads, UPLOAD } from './testing/composing';
import { isIdle } from './testing/harness';

describe('attachments', () => {
  it('are uploaded when they are picked, and sent as the API knows them', async () => {
    const chat = await composing();
    const { actions } = chat.store.composer;
    actions.attach([csv()]);
    expect(draftOf(chat).attachments).toMatchObject([
      { name: 'a.csv', upload: { status: 'uploading' } },
    ]);
    await chat.until(() => uploads(chat).join() === 'ready');
    const [request] = chat.server.received(UPLOAD);
    expect(Object.fromEntries(request?.form ?? [])).toMatchObject({
      purpose: 'chat_attachment',
      parseMode: 'auto',
      xpertId: 'assistant-1',
    });
    actions.type('What is in it?');
    actions.submit('queue');
    expect(draftOf(chat)).toMatchObject({ text: '', attachments: [] });
    await chat.until(isIdle(chat));
    expect(sentInput(chat)).toEqual({ input: 'What is in it?', files: [handle] });
    expect(chat.messages()[0]).toMatchObject({ files: [{ name: 'invoice.pdf', handle }] });
    expect(chat.server.received('DELETE /contexts/file/*')).toEqual([]);
  });

  it('hold the message back until they are there', async () => {
    const chat = await composing();
    let arrive: (response: Response) => void = () => undefined;
    const response = new Promise<Response>((resolve) => (arrive = resolve));
    chat.server.on(UPLOAD, () => response);
    const { actions } = chat.store.composer;
    actions.attach([csv()]);
    actions.type('Early');
    actions.submit('queue');
    expect(draftOf(chat).text).toBe('Early');
    expect(chat.messages()).toEqual([]);
    arrive(Response.json(handle));
    await chat.until(() => uploads(chat).join() === 'ready');
    actions.submit('queue');
    await chat.until(isIdle(chat));
    expect(chat.transcript()).toEqual(['user: Early', 'done: Yes.']);
  });

  it('can be tried again when they fail, and hold the message back until then', async () => {
    const chat = await composing();
    chat.server.on(UPLOAD, () => Response.json({ message: 'Disk full' }, { status: 500 }));
    const { actions } = chat.store.composer;
    actions.attach([csv()]);
    await chat.until(() => uploads(chat).join() === 'failed');
    const [failed] = draftOf(chat).attachments;
    expect(failed?.upload).toMatchObject({ error: { detail: 'Disk full', status: 500 } });
    actions.type('Now');
    actions.submit('queue');
    expect(chat.messages()).toEqual([]);
    chat.server.on(UPLOAD, () => Response.json(handle));
    actions.retryUpload(failed?.id ?? '');
    await chat.until(() => uploads(chat).join() === 'ready');
  });

  it('are deleted where they are when they are taken out of the draft', async () => {
    const chat = await composing();
    const { actions } = chat.store.composer;
    actions.attach([csv()]);
    await chat.until(() => uploads(chat).join() === 'ready');
    actions.removeAttachment(draftOf(chat).attachments[0]?.id ?? '');
    expect(draftOf(chat).attachments).toEqual([]);
    await chat.until(() => chat.server.received('DELETE /contexts/file/*').length === 1);
    const [request] = chat.server.received('DELETE /contexts/file/*');
    expect(request?.path).toBe(`/contexts/file/${String(handle.storageFileId)}`);
  });

  it('are given up while they are on their way, and deleted if they arrive all the same', async () => {
    const chat = await composing();
    let arrive: (response: Response) => void = () => undefined;
    const response = new Promise<Response>((resolve) => (arrive = resolve));
    chat.server.on(UPLOAD, () => response);
    const { actions } = chat.store.composer;
    actions.attach([csv()]);
    await chat.until(() => chat.server.received(UPLOAD).length === 1);
    actions.removeAttachment(draftOf(chat).attachments[0]?.id ?? '');
    expect(chat.server.received(UPLOAD)[0]?.signal?.aborted).toBe(true);
    arrive(Response.json(handle));
    await chat.until(() => chat.server.received('DELETE /contexts/file/*').length === 1);
    expect(draftOf(chat).attachments).toEqual([]);
  });

  it('that the API cannot read are shown as failed', async () => {
    const chat = await composing();
    chat.server
      .on(UPLOAD, () => Response.json({ ...handle, status: 'parsing' }))
      .on('GET /files/*/status', () => Response.json({ status: 'failed', error: 'Encrypted' }));
    chat.store.composer.actions.attach([csv()]);
    await chat.until(() => uploads(chat).join() === 'ready' && chat.scheduler.sleeping === 1);
    chat.scheduler.wake();
    await chat.until(() => uploads(chat).join() === 'failed');
    expect(draftOf(chat).attachments[0]?.upload).toMatchObject({ error: { detail: 'Encrypted' } });
  });

  it('of the host are taken as they are, and its files uploaded', async () => {
    const chat = await composing();
    await chat.host.command('onSetComposerValue', {
      attachments: [{ type: 'file', id: 'f1', name: 'a.pdf', mime_type: 'application/pdf' }],
      files: [csv('b.csv')],
    });
    expect(draftOf(chat).attachments.map(({ name }) => name)).toEqual(['a.pdf', 'b.csv']);
    await chat.until(() => uploads(chat).join() === 'ready,ready');
    expect(chat.server.received(UPLOAD)).toHaveLength(1);
  });
});

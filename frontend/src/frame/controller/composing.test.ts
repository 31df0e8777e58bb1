// @vitest-environment node
import { describe, expect, it } from 'vitest';

import { goldenJson, goldenText } from '../api/testing/golden';
import { asRecord } from '../protocol/json';
import {
  answer,
  COMPLETE,
  conversationEnd,
  eventStream,
  EXECUTION,
  frames,
  LiveStream,
  messageEnd,
  messageStart,
  text,
} from './testing/fakeServer';
import { isIdle, memory, ready, setUp, type Harness } from './testing/harness';
import { RUN } from './testing/runs';

const UPLOAD = 'POST /contexts/file';
const handle = goldenJson('upload-response.json') as Record<string, unknown>;
const csv = (name = 'a.csv') => new File(['a,b'], name, { type: 'text/csv' });

const attachments = { enabled: true };
const draftOf = ({ store }: Harness) => store.composer.getState().draft;
const uploads = (chat: Harness) => draftOf(chat).attachments.map(({ upload }) => upload.status);
const sentInput = (chat: Harness, at = 0) =>
  asRecord(asRecord(chat.server.received(RUN)[at]?.body.input).input);

async function composing(options: object = {}): Promise<Harness> {
  const chat = await ready(setUp({ composer: { attachments, ...options } }));
  chat.server
    .on(RUN, () => eventStream(answer('Yes.')))
    .on(UPLOAD, () => Response.json(handle, { status: 201 }))
    .on('DELETE /contexts/file/*', () => new Response(null, { status: 202 }));
  return chat;
}

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

describe('choices', () => {
  const tools = [
    { id: 'search', label: 'Search' },
    { id: 'deep', label: 'Deep', pinned: true },
  ];
  const models = [{ id: 'a', default: true }, { id: 'b' }];

  it('are sent; a tool is for one message, a pinned one and the model stay', async () => {
    const chat = await composing({ tools, models });
    const { actions, getState } = chat.store.composer;
    for (const toolId of ['search', 'deep']) {
      actions.selectTool(toolId);
      actions.selectModel('b');
      actions.type('Go');
      actions.submit('queue');
      await chat.until(isIdle(chat));
    }
    expect(sentInput(chat)).toEqual({ input: 'Go', model: 'b', toolChoice: 'search' });
    expect(getState().selection).toEqual({ toolId: 'deep', modelId: 'b', planMode: false });
    await chat.host.command('onSetComposerValue', { selectedToolId: null, selectedModelId: null });
    await chat.host.command('onSendUserMessage', { text: 'Host' });
    await chat.until(isIdle(chat));
    expect(sentInput(chat, 2)).toEqual({ input: 'Host', model: 'a' });
  });

  it('offer the API’s models when the host names none', async () => {
    const chat = setUp();
    chat.server.on('GET /assistants/*/models', () =>
      Response.json({ models: [{ id: 'x', label: 'X' }], selected_model_id: 'x' }),
    );
    await ready(chat);
    await chat.until(() => chat.store.getSnapshot().models.length === 1);
    chat.store.composer.actions.type('Hi');
    chat.store.composer.actions.submit('queue');
    await chat.until(() => chat.server.received(RUN).length === 1);
    expect(sentInput(chat)).toEqual({ input: 'Hi', model: 'x' });
  });
});

describe('slash commands', () => {
  const slashCommands = [
    { name: 'go', action: { type: 'submit_prompt', template: 'Go to {{args}}' } },
    { name: 'outline', action: { type: 'insert_text', template: '# ' } },
    { name: 'refresh', action: { type: 'client_action', action: { type: 'refresh' } } },
  ];

  it('are sent with where they come from', async () => {
    const chat = await composing({ slashCommands });
    chat.store.composer.actions.type('/go Rome');
    chat.store.composer.actions.submit('queue');
    await chat.until(isIdle(chat));
    expect(sentInput(chat)).toEqual({
      input: 'Go to Rome',
      commandSource: {
        type: 'slash_command',
        name: 'go',
        source: 'host',
        executionType: 'submit_prompt',
      },
    });
  });

  it('act in the host, and send nothing', async () => {
    const actions: unknown[] = [];
    const handlers = { onWidgetAction: (data: unknown) => actions.push(data) };
    const chat = await ready(setUp({ composer: { slashCommands } }, handlers));
    chat.store.composer.actions.type('/refresh');
    chat.store.composer.actions.submit('queue');
    expect(actions).toEqual([
      {
        action: { type: 'refresh' },
        widgetItem: { id: 'slash-command:refresh', widget: { type: 'slash_command' } },
      },
    ]);
    expect(draftOf(chat).text).toBe('');
    expect(chat.messages()).toEqual([]);
  });

  it('are left out when their text is gone', async () => {
    const chat = await composing({ slashCommands });
    const { actions } = chat.store.composer;
    actions.runCommand('outline');
    expect(draftOf(chat)).toMatchObject({ text: '# ', command: { name: 'outline' } });
    actions.type('');
    actions.type('Hi');
    actions.submit('queue');
    await chat.until(isIdle(chat));
    expect(sentInput(chat)).toEqual({ input: 'Hi' });
  });

  it('switch plan mode, and stay text where the host has none', async () => {
    const chat = await composing({ slashCommands });
    const { actions, getState } = chat.store.composer;
    actions.type('/plan');
    actions.submit('queue');
    expect(getState().selection.planMode).toBe(true);
    actions.type('Do it');
    actions.submit('queue');
    await chat.until(isIdle(chat));
    expect(sentInput(chat)).toEqual({ input: 'Do it', planMode: true });
    const plain = await composing();
    plain.store.composer.actions.type('/plan');
    plain.store.composer.actions.submit('queue');
    await plain.until(isIdle(plain));
    expect(sentInput(plain)).toEqual({ input: '/plan' });
  });
});

describe('messages during an answer', () => {
  const FOLLOW_UP = 'POST /threads/*/runs';

  async function running(): Promise<{ chat: Harness; stream: LiveStream }> {
    const chat = await composing();
    const stream = new LiveStream();
    chat.server.on(RUN, stream.route).on(FOLLOW_UP, () => Response.json({}, { status: 201 }));
    chat.store.actions.send('One');
    await chat.until(() => stream.isOpen);
    stream.write(frames(messageStart(), text('1')));
    await chat.until(() => chat.transcript().includes('streaming: 1'));
    return { chat, stream };
  }

  const consumed = (id: string) => ({
    type: 'event',
    event: 'on_chat_event',
    data: { type: 'follow_up_consumed', mode: 'steer', clientMessageIds: [id] },
  });

  it('go into it when the user says so, between its two parts', async () => {
    const { chat, stream } = await running();
    chat.store.composer.actions.type('Two');
    chat.store.composer.actions.submit('steer');
    await chat.until(() => chat.server.received(FOLLOW_UP).length === 1);
    const id = chat.messages().at(-1)?.id ?? '';
    const golden = goldenJson('follow-up-steer-request.json') as { input: Record<string, unknown> };
    const body = chat.server.received(FOLLOW_UP)[0]?.body;
    expect(Object.keys(asRecord(body?.input))).toEqual(Object.keys(golden.input));
    expect(body?.input).toMatchObject({
      action: 'follow_up',
      mode: 'steer',
      message: { clientMessageId: id, input: { input: 'Two' } },
      target: { executionId: EXECUTION },
    });
    expect(chat.messages().at(-1)).toMatchObject({ queued: true, steering: true });
    stream.write(frames(messageEnd(), consumed(id), messageStart('ai-2'), text('2')));
    await chat.until(() => chat.transcript().includes('streaming: 2'));
    expect(chat.transcript()).toEqual(['user: One', 'done: 1', 'user: Two', 'streaming: 2']);
    stream.write(frames(messageEnd(), conversationEnd()) + COMPLETE);
    await chat.until(isIdle(chat));
    expect(chat.server.received(RUN)).toHaveLength(1);
  });

  it('that were not taken in are sent afterwards', async () => {
    const { chat, stream } = await running();
    await chat.host.command('onSendUserMessage', { text: 'Two', followUpMode: 'steer' });
    await chat.until(() => chat.server.received(FOLLOW_UP).length === 1);
    chat.server.on(RUN, () => eventStream(answer('2', 'ai-2', 'run-2')));
    stream.write(frames(messageEnd(), conversationEnd()) + COMPLETE);
    await chat.until(() => chat.transcript().includes('done: 2'));
    expect(chat.transcript()).toEqual(['user: One', 'done: 1', 'user: Two', 'done: 2']);
  });

  it('wait with a server that takes none in, which is not asked again', async () => {
    const { chat } = await running();
    chat.server.on(FOLLOW_UP, () => new Response('{}', { status: 400 }));
    chat.store.actions.send('Two');
    chat.store.actions.steer(chat.messages().at(-1)?.id ?? '');
    await chat.until(() => !chat.store.getSnapshot().thread.steerable);
    expect(chat.messages().at(-1)).toMatchObject({ queued: true, steering: false });
  });

  it('are not sent behind an answer that failed until the user says so', async () => {
    const { chat, stream } = await running();
    chat.store.actions.send('Two');
    chat.store.actions.send('Three');
    stream.write(frames(messageEnd('error'), conversationEnd('error')) + COMPLETE);
    await chat.until(isIdle(chat));
    expect(chat.store.getSnapshot().thread.held).toBe(true);
    expect(chat.transcript().slice(2)).toEqual(['queued: Two', 'queued: Three']);
    expect(chat.server.received(RUN)).toHaveLength(1);
    chat.server.on(RUN, () => eventStream(answer('2', 'ai-2', 'run-2')));
    chat.store.actions.sendQueued();
    await chat.until(() => chat.server.received(RUN).length === 3 && isIdle(chat)());
    expect(chat.store.getSnapshot().thread.held).toBe(false);
    expect(chat.transcript().filter((line) => line.startsWith('user'))).toEqual([
      'user: One',
      'user: Two',
      'user: Three',
    ]);
  });

  it('are no more held when they are withdrawn', async () => {
    const { chat, stream } = await running();
    chat.store.actions.send('Two');
    stream.write(frames(messageEnd('error'), conversationEnd('error')) + COMPLETE);
    await chat.until(() => chat.store.getSnapshot().thread.held);
    chat.store.actions.withdraw(chat.messages().at(-1)?.id ?? '');
    chat.scheduler.paint();
    expect(chat.store.getSnapshot().thread.held).toBe(false);
  });
});

it('shows the recorded stream of a follow-up in the order of the conversation', async () => {
  const chat = await ready(setUp());
  const [before, after] = goldenText('follow-up-steer.sse').split('id: 1786953600600-0');
  const stream = new LiveStream();
  chat.server.on(RUN, stream.route).on('POST /threads/*/runs', () => Response.json({}));
  chat.store.actions.send('Write a report');
  await chat.until(() => stream.isOpen);
  stream.write(before ?? '');
  await chat.until(() => chat.transcript().includes('streaming: Writing as DOCX'));
  await chat.host.command('onSendUserMessage', { text: 'Use PDF instead', followUpMode: 'steer' });
  const id = chat.messages().at(-1)?.id ?? '';
  stream.write(
    `id: 1786953600600-0${after ?? ''}`.replace('61c0f2d4-3a5b-4c7d-8e9f-0a1b2c3d4e5f', id),
  );
  await chat.until(isIdle(chat));
  expect(chat.transcript()).toEqual([
    'user: Write a report',
    'done: Writing as DOCX',
    'user: Use PDF instead',
    'done: Switching to PDF.',
  ]);
});

import { expect, test } from 'vitest';

import { ASSISTANT_ID, clientOf, messageBody, newThread, textOf } from './chat';
import type { File as AgentFile } from './bodyTypes';
import { golden } from './golden';

const client = clientOf('visitor-files');

function form(name: string, content: string, fields: Record<string, string>): FormData {
  const made = new FormData();
  for (const [key, value] of Object.entries(fields)) made.append(key, value);
  made.append('file', new Blob([content], { type: 'text/csv' }), name);
  return made;
}

function upload(threadId: string, name: string, content: string): Promise<AgentFile> {
  const fields = { purpose: 'chat_attachment', parseMode: 'auto', xpertId: ASSISTANT_ID, threadId };
  return client.read('file', 'POST', '/contexts/file', form(name, content, fields));
}

test('a file is uploaded, asked for until it is ready, read by the agent, and removed', async () => {
  const threadId = await newThread(client);
  const file = await upload(threadId, 'orders.csv', 'no\n1042\n');
  const status = await client.read('fileStatus', 'GET', `/files/${file.fileId}/status`);
  expect(['ready', 'partial', 'failed']).toContain(status.status);
  const body = messageBody('Read the files', { files: [file] });
  expect(textOf(await (await client.stream(threadId, body)).ended)).toBe('orders.csv: no\n1042\n');
  const found = await client.read('conversations', 'POST', '/conversations/search', {
    where: { threadId },
    limit: 1,
  });
  const path = `/conversations/${found.items[0]?.id ?? ''}/messages/search`;
  const page = { order: { createdAt: 'DESC' }, limit: 50, offset: 0 };
  const [, human] = (await client.read('messages', 'POST', path, page)).items;
  expect(human?.fileAssets.map(({ fileId }) => fileId)).toEqual([file.fileId]);
  await client.delete(`/contexts/file/${file.storageFileId}`);
  expect(await client.refusal('GET', `/files/${file.fileId}/status`)).toEqual(
    golden('error-404.json'),
  );
});

test('an image that was pasted is a reference to its file', async () => {
  const threadId = await newThread(client);
  const file = await upload(threadId, 'shot.png', 'pixels');
  const image = {
    type: 'image',
    id: 'img-1',
    fileId: file.storageFileId,
    url: file.url,
    mimeType: 'image/png',
    name: 'shot.png',
    size: 6,
    width: 1,
    height: 1,
    text: 'shot.png',
  };
  const body = messageBody('Read the files', { references: [image] });
  expect(textOf(await (await client.stream(threadId, body)).ended)).toBe('shot.png: pixels');
});

test('a link to a file works without any header, as an image or a download uses it', async () => {
  const threadId = await newThread(client);
  const { url } = await upload(threadId, 'page.html', '<script>alert(1)</script>');
  const response = await fetch(url);
  expect(response.status).toBe(200);
  expect(await response.text()).toBe('<script>alert(1)</script>');
  expect(response.headers.get('content-disposition')).toMatch(/^attachment/);
  expect(response.headers.get('x-content-type-options')).toBe('nosniff');
  const forged = url.replace(/.$/, (last) => (last === '0' ? '1' : '0'));
  expect((await fetch(forged)).status).toBe(403);
});

test('older pages upload without fields', async () => {
  const file = await client.read('plainFile', 'POST', '/v1/file', form('a.csv', 'a', {}));
  expect(file.originalName).toBe('a.csv');
});

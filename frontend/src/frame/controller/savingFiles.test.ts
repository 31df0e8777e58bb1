// @vitest-environment node
import { expect, it } from 'vitest';

import { ready, setUp } from './testing/harness';

it('fetches a file of a message with the client secret, where all calls go', async () => {
  const chat = await ready(setUp());
  chat.server.on('GET /files/*/content', () => new Response('shop,amount'));
  await chat.store.actions.saveFile('f 1', 'shops.csv');
  const [request] = chat.server.received('GET /files/*/content');
  expect(request?.path).toBe('/files/f%201/content');
  expect(request?.headers.Authorization).toBe('Bearer cs-x-1');
  const [saved] = chat.saved;
  expect([saved?.name, await saved?.content.text()]).toEqual(['shops.csv', 'shop,amount']);
});

it('saves nothing when the file is not there any more', async () => {
  const chat = await ready(setUp());
  await expect(chat.store.actions.saveFile('f-1', 'shops.csv')).rejects.toThrow();
  expect(chat.saved).toEqual([]);
});

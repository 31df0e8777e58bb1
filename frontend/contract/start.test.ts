import { expect, test } from 'vitest';

import { API_URL, ASSISTANT_ID, clientOf, mint } from './chat';
import { Client } from './client';
import { golden } from './golden';

const USER = 'visitor-start';

test('a back end mints a secret at both paths', async () => {
  for (const path of ['/api/ai/v1/chatkit/sessions', '/v1/chatkit/sessions']) {
    const session = await mint(USER, path);
    expect(session.client_secret).toMatch(/^cs-x-[0-9a-f]{64}$/);
    expect(session.expires_after).toBe(600);
    expect(Date.parse(session.expires_at)).toBeGreaterThan(Date.now());
  }
});

test('a page that starts asks for its secret, its assistant and its history', async () => {
  const client = clientOf(USER);
  const assistant = await client.read('assistant', 'GET', `/assistants/${ASSISTANT_ID}`);
  expect(assistant.metadata.title).toBe('Order helper');
  const search = {
    where: { xpertId: ASSISTANT_ID },
    order: { updatedAt: 'DESC' },
    limit: 50,
    offset: 0,
  };
  const history = await client.read('conversations', 'POST', '/conversations/search', search);
  expect(history).toEqual({ items: [], total: 0 });
});

test('later pages ask for models and capabilities, too', async () => {
  const client = clientOf(USER);
  const offered = await client.read('models', 'GET', `/assistants/${ASSISTANT_ID}/models`);
  expect(offered.models.map(({ id }) => id)).toEqual(['small', 'large']);
  expect(offered.selected_model_id).toBe('small');
  const path = `/assistants/${ASSISTANT_ID}/runtime-capabilities`;
  await client.read('capabilities', 'GET', path);
});

test('calls that only the platform answers do no harm', async () => {
  const client = clientOf(USER);
  const anyId = 'b8f2a4d6-0c3e-4f58-9b7a-2d6e4c1a9f05';
  for (const path of [`/conversations/${anyId}/goal`, `/conversations/${anyId}/task-summary`]) {
    expect(await client.refusal('GET', path)).toEqual(golden('error-404.json'));
  }
});

test('a refused secret is replaced once, for all calls that need it', async () => {
  const given: (string | null)[] = [];
  const client = new Client({
    apiUrl: API_URL,
    getClientSecret: async (current) => {
      given.push(current);
      return current === null ? `cs-x-${'0'.repeat(64)}` : (await mint(USER)).client_secret;
    },
  });
  const path = `/assistants/${ASSISTANT_ID}`;
  await Promise.all([1, 2, 3].map(() => client.read('assistant', 'GET', path)));
  expect(given).toEqual([null, `cs-x-${'0'.repeat(64)}`]);
});

test('a page without a good secret is told so', async () => {
  const client = new Client({ apiUrl: API_URL, getClientSecret: () => Promise.resolve('cs-x-1') });
  const told = await client.refusal('GET', `/assistants/${ASSISTANT_ID}`);
  expect(told).toEqual({ statusCode: 401, message: 'Unauthorized', error: 'Invalid token' });
});

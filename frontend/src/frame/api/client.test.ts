// @vitest-environment node
import { describe, expect, it, vi } from 'vitest';

import type { Access } from './access';
import { apiHeaders, createApiClient, NOT_THE_API } from './client';
import { createCredentials } from './credentials';
import { describeError, HttpError, NetworkError, SessionError, toChatError } from './errors';
import type { FormRequest } from './sendForm';
import { goldenJson, goldenText } from './testing/golden';

type Answer = (url: string, init: RequestInit) => Response | Promise<Response>;

function setUp(answer: Answer, ask: (current: string | null) => Promise<unknown>) {
  const fetch = vi.fn((url: string, init: RequestInit) =>
    Promise.resolve().then(() => answer(url, init)),
  );
  const asked = vi.fn(ask);
  const credentials = createCredentials(asked);
  const settings = () => ({ baseUrl: 'https://api.example/api/ai', locale: 'en' });
  const sendForm = vi.fn((url: string, { headers, form, signal }: FormRequest) =>
    fetch(url, { method: 'POST', headers, body: form, signal }),
  );
  const probe = vi.fn((): Promise<Access | null> => Promise.resolve(null));
  const client = createApiClient({ fetch, sendForm, probe, credentials, settings });
  return { client, credentials, fetch, probe, asked };
}

const secretOf = (init: RequestInit) => (init.headers as Record<string, string>)['x-api-key'];
const accepts =
  (secret: string): Answer =>
  (_url, init) =>
    secretOf(init) === secret
      ? Response.json({ ok: true })
      : new Response(goldenText('error-401.json'), { status: 401 });

const request = { method: 'POST', path: '/threads', body: {} } as const;

it('sends the headers of the contract', () => {
  const golden = goldenJson('resume-request.headers.json') as { headers: Record<string, string> };
  const { headers } = golden;
  const secret = {
    secret: headers['x-api-key'] ?? '',
    organizationId: headers['organization-id'] ?? null,
    assistantId: null,
  };
  const lastEventId = headers['Last-Event-ID'] ?? null;
  expect(apiHeaders(secret, 'en', { body: {}, lastEventId })).toEqual(headers);
  expect(apiHeaders({ ...secret, organizationId: null }, null, {})).toEqual({
    Authorization: headers.Authorization,
    'x-api-key': secret.secret,
  });
});

describe('a refused secret', () => {
  it('is renewed once for all requests that were refused together', async () => {
    const secrets = ['cs-x-old', 'cs-x-new'];
    const { client, fetch, asked } = setUp(accepts('cs-x-new'), () =>
      Promise.resolve(secrets.shift()),
    );
    const answers = await Promise.all([client.json(request), client.json(request)]);
    expect(answers).toEqual([{ ok: true }, { ok: true }]);
    expect(asked.mock.calls).toEqual([[null], ['cs-x-old']]);
    expect(fetch).toHaveBeenCalledTimes(4);
  });

  it('is not renewed again for a request that was refused with an older one', async () => {
    let release: () => void = () => undefined;
    const slow = new Promise<void>((resolve) => {
      release = resolve;
    });
    const secrets = ['cs-x-old', 'cs-x-new', 'cs-x-too-many'];
    const accept = accepts('cs-x-new');
    const { client, asked } = setUp(
      async (url, init) => {
        if (url.endsWith('/slow') && secretOf(init) === 'cs-x-old') await slow;
        return accept(url, init);
      },
      () => Promise.resolve(secrets.shift()),
    );
    const slowAnswer = client.json({ method: 'GET', path: '/slow' });
    await client.json(request);
    release();
    await expect(slowAnswer).resolves.toEqual({ ok: true });
    expect(asked).toHaveBeenCalledTimes(2);
  });

  it('is an error when the new one is refused too', async () => {
    const { client, fetch, asked } = setUp(accepts('none'), () =>
      Promise.resolve(`cs-x-${Math.random()}`),
    );
    const error = await client.json(request).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(HttpError);
    expect(toChatError(error)).toEqual({ kind: 'session', detail: 'Unauthorized', status: 401 });
    expect(fetch).toHaveBeenCalledTimes(2);
    expect(asked).toHaveBeenCalledTimes(2);
  });

  it('is an error when the host gives no new one', async () => {
    const answers = [Promise.resolve('cs-x-old'), Promise.resolve('  ')];
    const { client, fetch } = setUp(
      accepts('none'),
      () => answers.shift() ?? Promise.reject(new Error()),
    );
    await expect(client.json(request)).rejects.toBeInstanceOf(SessionError);
    expect(fetch).toHaveBeenCalledTimes(1);
  });
});

it('forgets a secret that arrives after it was given up', async () => {
  let give: (secret: string) => void = () => undefined;
  const { credentials } = setUp(accepts(''), () => new Promise((resolve) => (give = resolve)));
  const renewal = credentials.renew(null);
  credentials.forget();
  give('cs-x-late');
  await renewal;
  expect(credentials.current()).toBeNull();
});

describe('failures', () => {
  const granted = () => Promise.resolve('cs-x-1');

  it.each([
    [
      403,
      'error-403.json',
      { kind: 'forbidden', detail: 'You do not have access to this conversation.' },
    ],
    [404, 'error-404.json', { kind: 'not_found', detail: 'The requested record was not found' }],
    [400, 'error-400.json', { kind: 'api', detail: 'message.input: Required' }],
    [406, 'error-406.json', { kind: 'api', detail: 'Validation failed (valid uuid is expected)' }],
  ])('%i is told in the server’s words', async (status, name, expected) => {
    const { client } = setUp(() => new Response(goldenText(name), { status }), granted);
    const error = await client.json(request).catch((reason: unknown) => reason);
    expect(toChatError(error)).toEqual({ ...expected, status });
  });

  it('an HTML page of a gateway is not shown', async () => {
    const { client } = setUp(() => new Response('<h1>Bad gateway</h1>', { status: 502 }), granted);
    const error = await client.json(request).catch((reason: unknown) => reason);
    expect(toChatError(error)).toEqual({ kind: 'api', status: 502 });
  });

  it('a page in place of JSON points to the address', async () => {
    const { client } = setUp(() => new Response('<!doctype html>'), granted);
    await expect(client.json(request)).rejects.toThrow(NOT_THE_API);
  });

  it('an unreachable API is a network error', async () => {
    const { client } = setUp(() => Promise.reject(new TypeError('Failed to fetch')), granted);
    const error = await client.json(request).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(NetworkError);
    expect(toChatError(error)).toEqual({ kind: 'network' });
  });

  it.each([
    [
      true,
      'blocked',
      'https://api.example does not accept calls of pages from https://app.example.',
    ],
    [false, 'network', 'The XpertAI API cannot be reached.'],
  ] as const)('an API on another origin is probed (blocked: %s)', async (blocked, kind, said) => {
    const refusing = () => Promise.reject(new TypeError('Failed to fetch'));
    const { client, probe } = setUp(refusing, granted);
    const access = { blocked, page: 'https://app.example', api: 'https://api.example' };
    probe.mockResolvedValue(access);
    const error = await client.json(request).catch((reason: unknown) => reason);
    expect(toChatError(error)).toEqual({ kind, access });
    expect(describeError(toChatError(error))).toBe(said);
    expect(probe).toHaveBeenCalledExactlyOnceWith('https://api.example/api/ai');
  });

  it('an aborted request is none', async () => {
    const { client, probe } = setUp(
      () => Promise.reject(new DOMException('', 'AbortError')),
      granted,
    );
    const error = await client
      .json({ ...request, signal: AbortSignal.abort() })
      .catch((reason: unknown) => reason);
    expect(error).not.toBeInstanceOf(NetworkError);
    expect(probe).not.toHaveBeenCalled();
  });

  it('an empty body is no failure', async () => {
    const { client } = setUp(() => new Response(null, { status: 202 }), granted);
    await expect(client.json(request)).resolves.toBeUndefined();
  });
});

it('uploads a form, again with a new secret when the first was refused', async () => {
  const secrets = ['cs-x-1', 'cs-x-2'];
  const { client, fetch, asked } = setUp(accepts('cs-x-2'), () => Promise.resolve(secrets.shift()));
  const upload = { path: '/contexts/file', form: new FormData(), onProgress: () => undefined };
  const { signal } = new AbortController();
  expect(await client.upload({ ...upload, signal })).toEqual({ ok: true });
  expect(asked).toHaveBeenCalledTimes(2);
  for (const [url, { headers }] of fetch.mock.calls) {
    expect(url).toBe('https://api.example/api/ai/contexts/file');
    // The browser names the boundary of the parts.
    expect(headers).not.toHaveProperty('Content-Type');
  }
});

import { parseBody } from './bodies';
import type { Bodies } from './bodyTypes';
import { parseJson, type Json } from './json';

export class HttpError extends Error {
  constructor(
    readonly status: number,
    readonly text: string,
  ) {
    super(`HTTP ${status}: ${text}`);
  }
}

export type Credentials = {
  apiUrl: string;
  getClientSecret: (current: string | null) => Promise<string>;
  locale?: string;
};

export type Sending = {
  body?: Json | FormData | undefined;
  headers?: Record<string, string>;
  signal?: AbortSignal;
};

/** Calls the API with a client secret, and once more with a new one when that is refused. */
export class Http {
  private secret: string | null = null;
  private refreshing: Promise<string> | null = null;

  constructor(private readonly credentials: Credentials) {}

  async read<K extends keyof Bodies>(
    kind: K,
    method: string,
    path: string,
    body?: Json | FormData,
  ): Promise<Bodies[K]> {
    const response = await this.send(method, path, { body });
    return parseBody(kind, parseJson(await response.text()));
  }

  async readList<K extends keyof Bodies>(
    kind: K,
    method: string,
    path: string,
    body?: Json,
  ): Promise<Bodies[K][]> {
    const response = await this.send(method, path, { body });
    const items = parseJson(await response.text());
    if (!Array.isArray(items)) throw new Error(`Not a list: ${JSON.stringify(items)}`);
    return items.map((item) => parseBody(kind, item));
  }

  async delete(path: string): Promise<void> {
    const { status, text } = await this.send('DELETE', path).then(async (response) => ({
      status: response.status,
      text: await response.text(),
    }));
    if (status !== 202 || text !== '') throw new HttpError(status, text);
  }

  /** The answer to a call that must fail. */
  async refusal(method: string, path: string, body?: Json): Promise<Bodies['error']> {
    try {
      await this.send(method, path, { body });
    } catch (error) {
      if (!(error instanceof HttpError)) throw error;
      const told = parseBody('error', parseJson(error.text));
      if (told.statusCode !== error.status) throw error;
      return told;
    }
    throw new Error(`${method} ${path} was not refused`);
  }

  async send(method: string, path: string, sending: Sending = {}): Promise<Response> {
    const secret = this.secret ?? (await this.refresh());
    const response = await this.attempt(secret, method, path, sending);
    if (response.status !== 401) return ok(response);
    await response.body?.cancel();
    const newer = this.secret === secret ? await this.refresh() : (this.secret ?? secret);
    return ok(await this.attempt(newer, method, path, sending));
  }

  private attempt(secret: string, method: string, path: string, sending: Sending) {
    const { apiUrl, locale } = this.credentials;
    const { body, headers, signal } = sending;
    const form = body instanceof FormData;
    return fetch(`${apiUrl}${path}`, {
      method,
      signal: signal ?? null,
      ...(body === undefined ? {} : { body: form ? body : JSON.stringify(body) }),
      headers: {
        Authorization: `Bearer ${secret}`,
        'x-api-key': secret,
        ...(form ? {} : { 'Content-Type': 'application/json' }),
        ...(locale === undefined ? {} : { Language: locale, 'Accept-Language': locale }),
        ...headers,
      },
    });
  }

  private refresh(): Promise<string> {
    this.refreshing ??= this.credentials
      .getClientSecret(this.secret)
      .then((secret) => (this.secret = secret))
      .finally(() => (this.refreshing = null));
    return this.refreshing;
  }
}

async function ok(response: Response): Promise<Response> {
  if (response.ok) return response;
  throw new HttpError(response.status, await response.text());
}

import type { ClientSecret } from '../protocol/clientSecret';
import { asMessage, parseJson } from '../protocol/json';
import type { Probe } from './access';
import type { Credentials } from './credentials';
import { HttpError, NetworkError } from './errors';
import type { SendForm } from './sendForm';

export type ApiRequest = {
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  path: string;
  body?: unknown;
  lastEventId?: string | null;
  signal?: AbortSignal;
  /** The request outlives the page. */
  keepalive?: boolean;
};

export type FormUpload = {
  path: string;
  form: FormData;
  signal: AbortSignal;
  onProgress: (fraction: number) => void;
};

export type ApiClient = {
  /** The response of a request that succeeded; every other outcome is an exception. */
  send: (request: ApiRequest) => Promise<Response>;
  /** The JSON body, or `undefined` when there is none. */
  json: (request: ApiRequest) => Promise<unknown>;
  /** Posts a form; the JSON body of the answer. */
  upload: (upload: FormUpload) => Promise<unknown>;
};

export type ApiClientConfig = {
  fetch: (url: string, init: RequestInit) => Promise<Response>;
  sendForm: SendForm;
  probe: Probe;
  credentials: Credentials;
  /** Read for every request, since the host may change both at any time. */
  settings: () => { baseUrl: string; locale: string | null };
};

/** The XpertAI API with a client secret: a refused secret is renewed, and the request repeated, once. */
export function createApiClient({
  fetch,
  sendForm,
  probe,
  credentials,
  settings,
}: ApiClientConfig): ApiClient {
  function attempt(request: ApiRequest, secret: ClientSecret): Promise<Response> {
    const { baseUrl, locale } = settings();
    const init: RequestInit = {
      method: request.method,
      headers: apiHeaders(secret, locale, request),
      cache: 'no-store',
      ...(request.body === undefined ? {} : { body: JSON.stringify(request.body) }),
      ...(request.keepalive === true && { keepalive: true }),
      ...(request.signal === undefined ? {} : { signal: request.signal }),
    };
    return reaching(fetch(baseUrl + request.path, init), request.signal);
  }

  /** Tells a network that failed from a request that was given up. */
  async function reaching(sent: Promise<Response>, signal?: AbortSignal): Promise<Response> {
    try {
      return await sent;
    } catch (error) {
      if (signal?.aborted === true) throw error;
      const access = await probe(settings().baseUrl);
      throw new NetworkError(asMessage(error) ?? 'The API cannot be reached.', access);
    }
  }

  async function withSecret(
    request: (secret: ClientSecret) => Promise<Response>,
  ): Promise<Response> {
    const secret = credentials.current() ?? (await credentials.renew(null));
    let response = await request(secret);
    if (response.status === 401) {
      await response.body?.cancel();
      response = await request(await credentials.renew(secret.secret));
    }
    if (!response.ok) throw await toHttpError(response);
    return response;
  }

  const send = (request: ApiRequest) => withSecret((secret) => attempt(request, secret));

  return {
    send,
    json: async (request) => readJson(await send(request), request.signal),
    upload: async ({ path, form, signal, onProgress }) => {
      const response = await withSecret((secret) => {
        const { baseUrl, locale } = settings();
        const headers = apiHeaders(secret, locale, {});
        return reaching(sendForm(baseUrl + path, { headers, form, signal, onProgress }), signal);
      });
      return readJson(response, signal);
    },
  };
}

async function readJson(response: Response, signal?: AbortSignal): Promise<unknown> {
  const body = await response.text().catch((error: unknown) => {
    if (signal?.aborted === true) throw error;
    throw new NetworkError(asMessage(error) ?? 'The answer of the API broke off.');
  });
  if (body.trim() === '') return undefined;
  const value = parseJson(body);
  if (value === undefined) throw new HttpError(response.status, NOT_THE_API);
  return value;
}

/** Some servers answer every unknown path with their start page and 200. */
export const NOT_THE_API = 'This address does not answer like the XpertAI API. Check the API URL.';

/** The headers of an API call; the secret goes into both places that servers look at. */
export function apiHeaders(
  { secret, organizationId }: ClientSecret,
  locale: string | null,
  { body, lastEventId }: Pick<ApiRequest, 'body' | 'lastEventId'>,
): Record<string, string> {
  return {
    Authorization: `Bearer ${secret}`,
    'x-api-key': secret,
    ...(organizationId === null ? {} : { 'organization-id': organizationId }),
    ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
    ...(locale === null ? {} : { Language: locale, 'Accept-Language': locale }),
    ...(lastEventId === undefined || lastEventId === null ? {} : { 'Last-Event-ID': lastEventId }),
  };
}

async function toHttpError(response: Response): Promise<HttpError> {
  const body = await response.text().catch(() => '');
  const json = parseJson(body);
  // A gateway's HTML page says nothing to a reader.
  const detail = json === undefined ? null : asMessage(json);
  return new HttpError(response.status, detail);
}

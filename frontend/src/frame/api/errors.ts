import type { ChatError, ErrorKind } from '../state/types';
import { asMessage } from '../protocol/json';
import type { Access } from './access';

/** The API answered with a status outside of 2xx. */
export class HttpError extends Error {
  override readonly name = 'HttpError';

  constructor(
    readonly status: number,
    /** What the server said, or `null`. */
    readonly detail: string | null,
  ) {
    super(detail ?? DESCRIPTIONS[kindOfStatus(status)]);
  }
}

/** The request never got an answer: no network, a refused connection, or CORS. */
export class NetworkError extends Error {
  override readonly name = 'NetworkError';

  constructor(
    message: string,
    /** What is known of the API's address, when it may be the reason. */
    readonly access: Access | null = null,
  ) {
    super(message);
  }

  /** Whether the API is there, but refuses this page. */
  get isBlocked(): boolean {
    return this.access?.blocked === true;
  }
}

/** There is no client secret, and the host gave none. */
export class SessionError extends Error {
  override readonly name = 'SessionError';

  constructor(
    readonly kind: 'configuration' | 'session',
    /** What the host said, or `null`. */
    readonly detail: string | null,
  ) {
    super(detail ?? 'The host page gave no client secret.');
  }
}

export function toChatError(error: unknown): ChatError {
  if (error instanceof HttpError) {
    return withDetail(kindOfStatus(error.status), error.detail, error.status);
  }
  if (error instanceof SessionError) return withDetail(error.kind, error.detail);
  if (error instanceof NetworkError) {
    const kind = error.isBlocked ? 'blocked' : 'network';
    return error.access === null ? { kind } : { kind, access: error.access };
  }
  return withDetail('api', asMessage(error));
}

export function withDetail(kind: ErrorKind, detail: string | null, status?: number): ChatError {
  return {
    kind,
    ...(detail === null ? {} : { detail }),
    ...(status === undefined ? {} : { status }),
  };
}

/** An error in English words, for the host's log. The interface has its own, in the reader's language. */
export function describeError({ kind, detail, access }: ChatError): string {
  if (kind === 'blocked' && access !== undefined) {
    return `${access.api} does not accept calls of pages from ${access.page}.`;
  }
  return detail ?? DESCRIPTIONS[kind];
}

const DESCRIPTIONS: Readonly<Record<ErrorKind, string>> = {
  configuration: 'The chat is not configured.',
  session: 'The client secret was refused, or the host gave none.',
  network: 'The XpertAI API cannot be reached.',
  blocked: 'The XpertAI API does not accept calls of this page.',
  forbidden: 'The XpertAI API does not allow this.',
  not_found: 'The XpertAI API does not know this thread or assistant.',
  api: 'The XpertAI API answered with an error.',
  agent: 'The agent failed.',
  interrupted: 'The stream ended before the answer was complete.',
  unsupported: 'The agent asks for something that this chat cannot show.',
};

function kindOfStatus(status: number): ErrorKind {
  if (status === 401) return 'session';
  if (status === 403) return 'forbidden';
  if (status === 404) return 'not_found';
  return 'api';
}

import { parseClientSecret, type ClientSecret } from '../protocol/clientSecret';
import { SessionError } from './errors';

export type Credentials = {
  current: () => ClientSecret | null;
  /**
   * A secret other than the refused one. Callers that were refused the same secret share one
   * request to the host; a caller whose secret was replaced meanwhile gets the new one at once.
   */
  renew: (refused: string | null) => Promise<ClientSecret>;
  /** Forgets the secret: it belongs to another API or assistant. */
  forget: () => void;
};

/** Keeps the client secret; `ask` is the host's `onGetClientSecret`. */
export function createCredentials(ask: (current: string | null) => Promise<unknown>): Credentials {
  let secret: ClientSecret | null = null;
  let renewal: Promise<ClientSecret> | null = null;

  async function request(): Promise<ClientSecret> {
    const previous = secret;
    const renewed = parseClientSecret(await ask(previous?.secret ?? null), previous);
    if (renewed === null) throw new SessionError('session', 'Invalid client secret.');
    return renewed;
  }

  return {
    current: () => secret,
    renew: (refused) => {
      if (secret !== null && secret.secret !== refused) return Promise.resolve(secret);
      if (renewal !== null) return renewal;
      const started = request()
        .then((renewed) => {
          if (renewal === started) secret = renewed;
          return renewed;
        })
        .finally(() => {
          if (renewal === started) renewal = null;
        });
      renewal = started;
      return started;
    },
    forget: () => {
      secret = null;
      renewal = null;
    },
  };
}

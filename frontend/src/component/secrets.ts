import type { ChatKitClientSecretObject } from '@xpert-ai/chatkit-types';

import { SESSION_RESTARTED } from './bridge/reducer';
import { isObject } from './json';

export type Secret = { version: number; secret: string; organizationId: string | null };

export type SecretPorts = {
  /** The newest secret in the component's arguments. */
  newest: () => Secret | null;
  /** Asks Python; `refused` is the version that the API did not accept. */
  ask: (refused: number | null) => Promise<unknown>;
  wait: (ms: number) => Promise<void>;
};

export type GetClientSecret = (current: string | null) => Promise<ChatKitClientSecretObject>;

const ASK_AGAIN_AFTER = 1000;

export function parseSecret(raw: unknown): Secret | null {
  if (!isObject(raw) || typeof raw.secret !== 'string' || typeof raw.version !== 'number')
    return null;
  const { version, secret, organizationId } = raw;
  return {
    version,
    secret,
    organizationId: typeof organizationId === 'string' ? organizationId : null,
  };
}

const isRestart = (error: unknown) =>
  error instanceof Error && error.name === SESSION_RESTARTED.name;

/** Answers the frame's need of a secret from the arguments if they hold a newer one, else from Python. */
export function clientSecrets({ newest, ask, wait }: SecretPorts): GetClientSecret {
  const versions = new Map<string, number>();
  const underway = new Map<number | null, Promise<Secret>>();

  const replacement = (current: string | null): Secret | null => {
    const offered = newest();
    if (!offered || offered.secret === current) return null;
    const version = current === null ? undefined : versions.get(current);
    return version === undefined || offered.version > version ? offered : null;
  };

  const fetchSecret = async (current: string | null, refused: number | null): Promise<Secret> => {
    for (;;) {
      const given = replacement(current);
      if (given) return given;
      try {
        const answer = await ask(refused);
        const secret = parseSecret(answer);
        if (secret) return secret;
        if (!isObject(answer) || answer.pending !== true)
          throw new Error('The app sent no client secret.');
        await wait(ASK_AGAIN_AFTER);
      } catch (error) {
        if (!isRestart(error)) throw error;
      }
    }
  };

  return async (current) => {
    const refused = current === null ? null : (versions.get(current) ?? newest()?.version ?? null);
    const request = underway.get(refused) ?? fetchSecret(current, refused);
    underway.set(refused, request);
    try {
      const { version, secret, organizationId } = await request;
      versions.set(secret, version);
      return organizationId === null ? { secret } : { secret, organizationId };
    } finally {
      underway.delete(refused);
    }
  };
}

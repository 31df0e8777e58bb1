import { asRecord, asText } from './json';

/** What the host answered to `onGetClientSecret`. */
export type ClientSecret = {
  secret: string;
  organizationId: string | null;
  assistantId: string | null;
};

/**
 * Reads both shapes of the answer: the bare secret, which keeps the organisation known before,
 * or an object, which replaces it. `null` when it holds no secret.
 */
export function parseClientSecret(
  result: unknown,
  previous: ClientSecret | null,
): ClientSecret | null {
  if (typeof result === 'string') {
    const secret = asText(result.trim());
    if (secret === null) return null;
    return {
      secret,
      organizationId: previous?.organizationId ?? null,
      assistantId: previous?.assistantId ?? null,
    };
  }
  const fields = asRecord(result);
  const secret = asText(asText(fields.secret)?.trim());
  if (secret === null) return null;
  return {
    secret,
    organizationId: asText(fields.organizationId),
    assistantId: asText(fields.xpertId) ?? asText(fields.assistantId),
  };
}

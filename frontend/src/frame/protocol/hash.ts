import { asText, isRecord, parseJson, type JsonRecord } from './json';

/** What the element tells the frame in `location.hash`. */
export type FrameParams = {
  options: JsonRecord;
  /** Origin of the host page, or `null` when the element did not name a usable one. */
  referrer: string | null;
  /** Present from protocol 0.5.1 on; then every message carries it. */
  channelId: string | null;
};

export type DecodedHash = { ok: true; params: FrameParams } | { ok: false; reason: string };

/** Decodes `#` + base64url(UTF-8 JSON). Never throws. */
export function decodeHash(hash: string): DecodedHash {
  const encoded = hash.replace(/^#/, '');
  if (encoded === '') return { ok: false, reason: 'The page was opened without ChatKit options.' };
  const payload = decodePayload(encoded);
  if (!isRecord(payload) || !isRecord(payload.options)) {
    return { ok: false, reason: 'The ChatKit options in the address are damaged.' };
  }
  return {
    ok: true,
    params: {
      options: payload.options,
      referrer: parseOrigin(payload.referrer),
      channelId: asText(payload.channelId),
    },
  };
}

/** The origin of an http(s) address, or `null`; an opaque origin cannot exchange messages. */
export function parseOrigin(address: unknown): string | null {
  if (typeof address !== 'string') return null;
  try {
    const { origin, protocol } = new URL(address);
    return protocol === 'http:' || protocol === 'https:' ? origin : null;
  } catch {
    return null;
  }
}

function decodePayload(encoded: string): unknown {
  try {
    const binary = atob(encoded.replaceAll('-', '+').replaceAll('_', '/'));
    const bytes = Uint8Array.from(binary, (char) => char.charCodeAt(0));
    return parseJson(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return undefined;
  }
}

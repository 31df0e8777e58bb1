import { asText, isRecord } from './json';

/** Messages that the frame understands; the others of the protocol are never sent to it. */
export type IncomingEnvelope =
  | { type: 'command'; nonce: string; command: string; data: unknown }
  | { type: 'response'; nonce: string; response: unknown; error: unknown };

export type OutgoingEnvelope =
  | { type: 'command'; nonce: string; command: string; data: unknown }
  | { type: 'response'; nonce: string; response: unknown }
  | { type: 'response'; nonce: string; error: unknown }
  | { type: 'event'; event: string; data?: unknown };

/** The only window and origin that the frame listens to. */
export type Peer = { source: unknown; origin: string; channelId: string | null };

/** The part of a `MessageEvent` that decides about it. */
export type ReceivedMessage = { source: unknown; origin: string; data: unknown };

/** Parses a message of the peer; `null` for everything that is none of ours. */
export function acceptMessage(message: ReceivedMessage, peer: Peer): IncomingEnvelope | null {
  if (message.source !== peer.source || message.origin !== peer.origin) return null;
  const data = message.data;
  if (!isRecord(data) || data.__xpaiChatKit !== true) return null;
  if (peer.channelId !== null && data.channelId !== peer.channelId) return null;
  return parseEnvelope(data);
}

function parseEnvelope(data: Readonly<Record<string, unknown>>): IncomingEnvelope | null {
  const nonce = asText(data.nonce);
  if (nonce === null) return null;
  if (data.type === 'command') {
    const command = asText(data.command);
    return command === null ? null : { type: 'command', nonce, command, data: data.data };
  }
  if (data.type === 'response') {
    return { type: 'response', nonce, response: data.response, error: data.error };
  }
  return null;
}

/** The object to post for an envelope. */
export function serializeEnvelope(
  envelope: OutgoingEnvelope,
  channelId: string | null,
): Record<string, unknown> {
  return { __xpaiChatKit: true, ...envelope, ...(channelId === null ? {} : { channelId }) };
}

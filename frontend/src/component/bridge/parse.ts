import { isObject } from '../json';
import type { Answer, Inbound, Outgoing, RemoteError } from './types';

function parseError(raw: unknown): RemoteError {
  const { name, message } = isObject(raw) ? raw : {};
  return {
    name: typeof name === 'string' ? name : 'Error',
    message: typeof message === 'string' ? message : '',
  };
}

function parseItem(raw: unknown): Outgoing[] {
  if (!isObject(raw) || typeof raw.seq !== 'number') return [];
  const { seq, type } = raw;
  if (type === 'reply' && typeof raw.mount === 'string' && typeof raw.id === 'number') {
    const answer: Answer = 'error' in raw ? { error: parseError(raw.error) } : { value: raw.value };
    return [{ seq, type, mount: raw.mount, id: raw.id, answer }];
  }
  if (type === 'command' && typeof raw.name === 'string') {
    return [{ seq, type, name: raw.name, data: raw.data }];
  }
  return [{ seq, type: 'unknown' }];
}

/** Reads the bridge's fields of the arguments, or `null` when they are not ones. */
export function parseInbound(raw: unknown): Inbound | null {
  if (!isObject(raw) || typeof raw.session !== 'string') return null;
  const { mount, id } = isObject(raw.ack) ? raw.ack : {};
  return {
    session: raw.session,
    ack: typeof mount === 'string' && typeof id === 'number' ? { mount, id } : null,
    outgoing: (Array.isArray(raw.outgoing) ? raw.outgoing : [])
      .flatMap(parseItem)
      .sort((a, b) => a.seq - b.seq),
  };
}

import type { OutgoingMessage } from '../protocol/commands';
import { asList, asRecord, asText, parseJson } from '../protocol/json';
import type { TabStorage } from './tabStorage';

/** A message that waits to be sent, with what the server is to get. */
export type WaitingMessage = { id: string; createdAt: number; outgoing: OutgoingMessage };

/** Keeps what waits to be sent, for when its thread is opened again, here or by the chat made anew. */
export type Waiting = {
  load: (threadId: string) => readonly WaitingMessage[];
  save: (threadId: string, messages: readonly WaitingMessage[]) => void;
};

/** What waits in older threads than these is forgotten. */
const MAX_THREADS = 20;

const NAME = 'waiting';

export function tabWaiting(storage: TabStorage): Waiting {
  const threads = new Map(parseEntries(storage.get(NAME)));
  return {
    load: (threadId) => threads.get(threadId) ?? [],
    save: (threadId, messages) => {
      // Called with each event of a run.
      const known = threads.get(threadId) ?? [];
      if (messages.map(({ id }) => id).join() === known.map(({ id }) => id).join()) return;
      // The thread that changed last is the last.
      threads.delete(threadId);
      if (messages.length > 0) threads.set(threadId, messages);
      const kept = [...threads].slice(-MAX_THREADS);
      storage.set(NAME, kept.length === 0 ? null : JSON.stringify(kept));
    },
  };
}

function parseEntries(stored: string | null): [string, readonly WaitingMessage[]][] {
  return asList(parseJson(stored ?? '')).flatMap((entry): [string, WaitingMessage[]][] => {
    const [thread, messages] = asList(entry);
    const threadId = asText(thread);
    return threadId === null ? [] : [[threadId, asList(messages).flatMap(parseMessage)]];
  });
}

function parseMessage(raw: unknown): WaitingMessage[] {
  const { id, createdAt, outgoing } = asRecord(raw);
  const { text, extras, state } = asRecord(outgoing);
  const known = asText(id);
  if (known === null || typeof createdAt !== 'number') return [];
  const message = { text: asText(text) ?? '', extras: asRecord(extras), state: asRecord(state) };
  return [{ id: known, createdAt, outgoing: message }];
}

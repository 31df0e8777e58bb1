import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

import { parseRunEvent, type RunEvent } from '../runEvents';
import { readServerSentEvents } from '../sse';

const DIRECTORY = resolve(import.meta.dirname, '../../../../../tests/fixtures/golden');

export function goldenText(name: string): string {
  return readFileSync(resolve(DIRECTORY, name), 'utf8');
}

export function goldenJson(name: string): unknown {
  return JSON.parse(goldenText(name));
}

/** A body that arrives in pieces of the given size, so that events and characters are cut. */
export function byteStream(text: string, chunkSize = 7): ReadableStream<Uint8Array> {
  const bytes = new TextEncoder().encode(text);
  let offset = 0;
  return new ReadableStream({
    pull(controller) {
      if (offset >= bytes.length) {
        controller.close();
        return;
      }
      controller.enqueue(bytes.slice(offset, offset + chunkSize));
      offset += chunkSize;
    },
  });
}

/** The events of a recorded stream, read through the real parser. */
export async function goldenEvents(name: string): Promise<RunEvent[]> {
  const events: RunEvent[] = [];
  for await (const message of readServerSentEvents(byteStream(goldenText(name)))) {
    events.push(parseRunEvent(message));
  }
  return events;
}

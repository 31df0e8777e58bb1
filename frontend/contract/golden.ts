import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';

import { createParser } from 'eventsource-parser';

import { isRecord, parseJson, type Json, type JsonRecord } from './json';

const FOLDER = resolve(import.meta.dirname, '../../tests/fixtures/golden');

export function golden(name: string): Json {
  return parseJson(readFileSync(resolve(FOLDER, name), 'utf8'));
}

/** The events of all recorded streams, but those whose transport breaks. */
export function goldenEvents(): JsonRecord[] {
  const events: JsonRecord[] = [];
  for (const name of readdirSync(FOLDER)) {
    if (!name.endsWith('.sse') || name.startsWith('stream-error')) continue;
    const parser = createParser({
      onEvent: ({ data }) => {
        const envelope = parseJson(data);
        if (isRecord(envelope)) events.push(envelope);
      },
    });
    parser.feed(readFileSync(resolve(FOLDER, name), 'utf8'));
  }
  return events;
}

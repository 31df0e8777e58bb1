import { createParser } from 'eventsource-parser';

import { parseEvent, type RunEvent } from './events';
import { Http } from './http';
import type { Json } from './json';

export type Stream = {
  /** What has come so far. */
  events: RunEvent[];
  /** All of it, when the stream has ended as it must. */
  ended: Promise<RunEvent[]>;
  abort: () => void;
};

/** Makes the calls of the vendor's chat page, with one thread open. */
export class Client extends Http {
  /** The last event that was read; every run of the thread is asked for what follows it. */
  cursor: string | null = null;

  openThread(): void {
    this.cursor = null;
  }

  /** Starts or continues a run. */
  async stream(threadId: string, body: Json): Promise<Stream> {
    const path = `/threads/${threadId}/runs/stream`;
    return this.follow('POST', path, this.cursor, body);
  }

  /** Reads a run that goes on: from its beginning, or after an event. */
  async join(threadId: string, runId: string, cursor: string | null = null): Promise<Stream> {
    const path = `/threads/${threadId}/runs/${runId}/stream?cancel_on_disconnect=0`;
    return this.follow('GET', path, cursor);
  }

  private async follow(
    method: string,
    path: string,
    cursor: string | null,
    body?: Json,
  ): Promise<Stream> {
    const aborter = new AbortController();
    const headers = cursor === null ? {} : { 'Last-Event-ID': cursor };
    const response = await this.send(method, path, { body, headers, signal: aborter.signal });
    checkHeaders(response.headers);
    const events: RunEvent[] = [];
    const ended = this.readEvents(response, events);
    ended.catch(() => undefined); // whoever aborts does not wait for the end
    return {
      events,
      ended,
      abort: () => {
        aborter.abort();
      },
    };
  }

  private async readEvents(response: Response, events: RunEvent[]): Promise<RunEvent[]> {
    const parser = createParser({
      onEvent: (message) => {
        const event = parseEvent(message);
        const before = events.at(-1);
        if (before && !isAfter(event.id, before.id)) {
          throw new Error(`${event.kind} has the id ${event.id}, after ${before.id}`);
        }
        events.push(event);
        this.cursor = event.id;
      },
      onError: (error) => {
        throw error;
      },
    });
    const decoder = new TextDecoder();
    for await (const chunk of response.body ?? []) {
      parser.feed(decoder.decode(chunk, { stream: true }));
    }
    if (events.at(-1)?.kind !== 'complete') throw new Error('The stream broke off');
    return events;
  }
}

function checkHeaders(headers: Headers): void {
  const type = headers.get('content-type') ?? '';
  const cache = headers.get('cache-control') ?? '';
  const buffering = headers.get('x-accel-buffering');
  if (!/^text\/event-stream\b/.test(type) || !cache.includes('no-store') || buffering !== 'no') {
    throw new Error(`Not a stream that passes proxies: ${type}, ${cache}, ${buffering ?? ''}`);
  }
}

function isAfter(id: string, before: string): boolean {
  const [ms = 0, count = 0] = id.split('-').map(Number);
  const [msBefore = 0, countBefore = 0] = before.split('-').map(Number);
  return ms > msBefore || (ms === msBefore && count > countBefore);
}

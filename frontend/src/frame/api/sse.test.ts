// @vitest-environment node
import { describe, expect, it } from 'vitest';

import { parseRunEvent } from './runEvents';
import { readServerSentEvents } from './sse';
import { byteStream, goldenEvents } from './testing/golden';

async function readAll(text: string, chunkSize?: number) {
  const events = [];
  for await (const event of readServerSentEvents(byteStream(text, chunkSize))) events.push(event);
  return events;
}

describe('readServerSentEvents', () => {
  it.each([1, 2, 3, 64, 10_000])('reads events cut into pieces of %i bytes', async (size) => {
    const text =
      '\n: keep-alive\n\nid: 1-0\ndata: {"a":\ndata: "订单 ✅"}\n\nevent: complete\ndata: {}\n\n';
    expect(await readAll(text, size)).toEqual([
      { id: '1-0', event: undefined, data: '{"a":\n"订单 ✅"}' },
      { id: undefined, event: 'complete', data: '{}' },
    ]);
  });

  it('leaves out an event that was cut off', async () => {
    expect(await readAll('data: {"a":1}\n\ndata: {"b"')).toHaveLength(1);
  });

  it('closes the connection when the reader stops early', async () => {
    let closed = false;
    const endless = new ReadableStream<Uint8Array>({
      pull: (controller) => {
        controller.enqueue(new TextEncoder().encode('data: 1\n\n'));
      },
      cancel: () => {
        closed = true;
      },
    });
    for await (const event of readServerSentEvents(endless)) {
      expect(event.data).toBe('1');
      break;
    }
    expect(closed).toBe(true);
  });
});

describe('parseRunEvent', () => {
  it('reads an error of the stream as JSON and as plain text', async () => {
    const expected = { type: 'stream.error', error: 'Upstream closed the connection' };
    expect((await goldenEvents('stream-error.sse')).at(-1)).toEqual(expected);
    expect((await goldenEvents('stream-error-plain.sse')).at(-1)).toEqual(expected);
  });

  it.each([
    '',
    'not json',
    'null',
    '[]',
    '7',
    '{"type":"event"}',
    '{"type":"event","event":"on_new_thing","data":null}',
    '{"type":"event","event":"on_message_start","data":{}}',
    '{"type":"event","event":"on_interrupt","data":{"tasks":[null]}}',
    '{"type":"event","event":"on_client_effect","data":[]}',
    '{"type":"stream_resync"}',
  ])('ignores %j', (data) => {
    expect(parseRunEvent({ data })).toEqual({ type: 'unknown' });
  });

  it('takes the end from either the name or the data', () => {
    expect(parseRunEvent({ event: 'complete', data: '' })).toEqual({ type: 'complete' });
    expect(parseRunEvent({ data: '{"type":"complete"}' })).toEqual({ type: 'complete' });
  });

  it('does not take the start of a human message for an answer', () => {
    const data = JSON.stringify({
      type: 'event',
      event: 'on_message_start',
      data: { id: 'm', role: 'human' },
    });
    expect(parseRunEvent({ data })).toEqual({ type: 'unknown' });
  });
});

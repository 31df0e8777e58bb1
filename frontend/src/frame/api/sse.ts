import { createParser, type EventSourceMessage } from 'eventsource-parser';

/** The events of a `text/event-stream` body in order; ends when the body does. */
export async function* readServerSentEvents(
  body: ReadableStream<Uint8Array>,
): AsyncGenerator<EventSourceMessage, void, undefined> {
  const events: EventSourceMessage[] = [];
  const parser = createParser({ onEvent: (event) => events.push(event) });
  const decoder = new TextDecoder();
  const reader = body.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      parser.feed(done ? decoder.decode() : decoder.decode(value, { stream: true }));
      yield* events.splice(0);
      if (done) return;
    }
  } finally {
    // Also reached when the consumer stops early: the connection must not stay open.
    await reader.cancel().catch(() => undefined);
  }
}

import { eventStream, EXECUTION, frames, LiveStream, messageStart, text } from './fakeServer';
import { isIdle, ready, type Harness } from './harness';

export const RUN = 'POST /threads/*/runs/stream';
export const JOIN = `GET /threads/*/runs/${EXECUTION}/stream`;
export const CANCEL = `POST /threads/*/runs/${EXECUTION}/cancel`;

/** Streams for one request after the other; the last one is repeated. */
export function inTurn(chat: Harness, pattern: string, ...streams: readonly string[]): void {
  let turn = 0;
  chat.server.on(pattern, () => {
    const stream = streams[Math.min(turn, streams.length - 1)] ?? '';
    turn += 1;
    return eventStream(stream);
  });
}

export async function sent(chat: Harness, message = 'Hi'): Promise<Harness> {
  await ready(chat);
  chat.store.actions.send(message);
  await chat.until(isIdle(chat));
  return chat;
}

export function errorOf(chat: Harness): unknown {
  const message = chat.messages().findLast(({ role }) => role === 'assistant');
  return message?.role === 'assistant' ? message.error : undefined;
}

export const toolMessages = (chat: Harness, request: number): unknown => {
  const { input } = chat.server.received(RUN)[request]?.body as {
    input: { command?: { resume: { toolMessages: unknown } } };
  };
  return input.command?.resume.toolMessages;
};

/** Sends a message and leaves its stream open. */
export async function asking(chat: Harness, message = 'Hi'): Promise<LiveStream> {
  const stream = new LiveStream();
  chat.server.on(RUN, stream.route);
  chat.store.actions.send(message);
  await chat.until(() => stream.isOpen);
  return stream;
}

/** Sends a message, and lets the answer begin with `words`. */
export async function answering(
  chat: Harness,
  message: string,
  words: string,
): Promise<LiveStream> {
  const stream = await asking(chat, message);
  stream.write(frames(messageStart(), text(words)));
  await chat.until(() => chat.transcript().includes(`streaming: ${words}`));
  return stream;
}

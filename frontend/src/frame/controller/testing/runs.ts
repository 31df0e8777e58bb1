import { eventStream, EXECUTION } from './fakeServer';
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

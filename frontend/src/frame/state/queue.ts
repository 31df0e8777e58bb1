import type { Message, UserMessage } from './types';

/** Whether the message waits to be sent; those that do are always the last ones. */
export function isQueued(message: Message): boolean {
  return message.role === 'user' && message.queued === true;
}

export function queuedMessages(messages: readonly Message[]): readonly UserMessage[] {
  return messages.filter((message) => message.role === 'user').filter(isQueued);
}

/** Adds messages before those that still wait to be sent. */
export function appendSent(
  messages: readonly Message[],
  added: readonly Message[],
): readonly Message[] {
  const sent = messages.filter((message) => !isQueued(message));
  return [...sent, ...added, ...messages.filter(isQueued)];
}

/** The message as it is when it waits no more. */
export function asSent(message: UserMessage): UserMessage {
  return isQueued(message) ? { ...message, queued: false, steering: false } : message;
}

/** The running answer has taken in the messages with these ids. */
export function withConsumed(
  messages: readonly Message[],
  ids: ReadonlySet<string>,
): readonly Message[] {
  const consumed = queuedMessages(messages).filter(({ id }) => ids.has(id));
  if (consumed.length === 0) return messages;
  const others = messages.filter((message) => !consumed.some(({ id }) => id === message.id));
  return appendSent(others, consumed.map(asSent));
}

/** Marks a waiting message as offered to the running answer, or as waiting again. */
export function withSteering(
  messages: readonly Message[],
  messageId: string,
  steering: boolean,
): readonly Message[] {
  return messages.map((message) =>
    message.role === 'user' && isQueued(message) && message.id === messageId
      ? { ...message, steering }
      : message,
  );
}

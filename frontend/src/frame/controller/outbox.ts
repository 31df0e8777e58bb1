import type { OutgoingMessage } from '../protocol/commands';
import type { UserMessage } from '../state/types';

/** What the user wrote: all of it, and what is still waiting to be sent. */
export class Outbox {
  readonly #written = new Map<string, OutgoingMessage>();
  #waiting: UserMessage[] = [];

  /** The message of the transcript for what is to be sent. */
  write(outgoing: OutgoingMessage, id: string, createdAt: number): UserMessage {
    this.#written.set(id, outgoing);
    return { role: 'user', id, text: outgoing.text, createdAt };
  }

  /** Everything that belongs to the message; of one that was loaded, only the text is known. */
  read({ id, text }: UserMessage): OutgoingMessage {
    return this.#written.get(id) ?? { text, extras: {}, state: {} };
  }

  wait(message: UserMessage): void {
    this.#waiting.push(message);
  }

  next(): UserMessage | undefined {
    return this.#waiting.shift();
  }

  withdraw(messageId: string): void {
    this.#waiting = this.#waiting.filter(({ id }) => id !== messageId);
  }

  clear(): void {
    this.#waiting = [];
    this.#written.clear();
  }
}

import type { OutgoingMessage } from '../protocol/commands';
import { fileId, parseFiles } from '../protocol/files';
import { parseReferences } from '../protocol/references';
import type { UserMessage } from '../state/types';

/** What the user wrote: all of it, and what is still waiting to be sent. */
export class Outbox {
  readonly #written = new Map<string, OutgoingMessage>();
  #waiting: UserMessage[] = [];

  /** The message of the transcript for what is to be sent. */
  write(outgoing: OutgoingMessage, id: string, createdAt: number): UserMessage {
    this.#written.set(id, outgoing);
    return userMessage(outgoing, id, createdAt);
  }

  /** Everything that belongs to the message; of one that was loaded, what the transcript shows. */
  read(message: UserMessage): OutgoingMessage {
    return this.#written.get(message.id) ?? outgoingMessage(message);
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

function userMessage(
  { text, extras, previews = {} }: OutgoingMessage,
  id: string,
  createdAt: number,
): UserMessage {
  const files = parseFiles(extras.files).map((file) => {
    const preview = previews[fileId(file.handle) ?? ''];
    return preview === undefined ? file : { ...file, preview };
  });
  const references = parseReferences(extras.references);
  return {
    role: 'user',
    id,
    text,
    ...(files.length > 0 && { files }),
    ...(references.length > 0 && { references }),
    createdAt,
  };
}

function outgoingMessage({ text, files, references }: UserMessage): OutgoingMessage {
  const extras = {
    ...(files !== undefined && { files: files.map(({ handle }) => handle) }),
    ...(references !== undefined && { references, referenceComposition: 'compose' }),
  };
  return { text, extras, state: {} };
}

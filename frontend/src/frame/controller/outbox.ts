import type { OutgoingMessage } from '../protocol/commands';
import { fileId, parseFiles } from '../protocol/files';
import { parseReferences } from '../protocol/references';
import type { UserMessage } from '../state/types';

/** All that belongs to the messages that were written here. */
export class Outbox {
  readonly #written = new Map<string, OutgoingMessage>();

  /** The message of the transcript for what is to be sent. */
  write(outgoing: OutgoingMessage, id: string, createdAt: number): UserMessage {
    this.#written.set(id, outgoing);
    return userMessage(outgoing, id, createdAt);
  }

  /** Everything that belongs to the message; of one that was loaded, what the transcript shows. */
  read(message: UserMessage): OutgoingMessage {
    return this.#written.get(message.id) ?? outgoingMessage(message);
  }

  clear(): void {
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

import type { OutgoingMessage } from '../protocol/commands';
import { fileId, parseFiles } from '../protocol/files';
import { parseReferences } from '../protocol/references';
import { findAnswer } from '../state/answer';
import { queuedMessages } from '../state/queue';
import type { Message, ThreadState, UserMessage } from '../state/types';
import type { Waiting } from './waiting';

/** All that belongs to the messages that were written here. */
export class Outbox {
  readonly #waiting: Waiting;
  readonly #written = new Map<string, OutgoingMessage>();

  constructor(waiting: Waiting) {
    this.#waiting = waiting;
  }

  /** The message of the transcript for what is to be sent. */
  write(outgoing: OutgoingMessage, id: string, createdAt: number): UserMessage {
    this.#written.set(id, outgoing);
    return userMessage(outgoing, id, createdAt);
  }

  /** Everything that belongs to the message; of one that was loaded, what the transcript shows. */
  read(message: UserMessage): OutgoingMessage {
    return this.#written.get(message.id) ?? outgoingMessage(message);
  }

  /** Keeps what the server does not have; what was offered to the running answer is the server's. */
  keep({ threadId, messages }: ThreadState): void {
    if (threadId === null) return;
    const waiting = queuedMessages(messages).filter(({ steering }) => steering !== true);
    this.#waiting.save(
      threadId,
      [...undelivered(messages), ...waiting].map((message) => {
        const { text, extras, state } = this.read(message);
        return { id: message.id, createdAt: message.createdAt, outgoing: { text, extras, state } };
      }),
    );
  }

  /** What waited in the thread when it was left. */
  restore(threadId: string): readonly UserMessage[] {
    return this.#waiting
      .load(threadId)
      .map(({ id, createdAt, outgoing }) => this.write(outgoing, id, createdAt));
  }

  clear(): void {
    this.#written.clear();
  }
}

/** The newest message, if it found no connection to the server. */
function undelivered(messages: readonly Message[]): readonly UserMessage[] {
  const index = findAnswer(messages);
  const [question, answer] = [messages[index - 1], messages[index]];
  if (question?.role !== 'user' || answer?.role !== 'assistant') return [];
  const isLost = answer.executionId === undefined && answer.error?.kind === 'network';
  return isLost && answer.status === 'failed' ? [question] : [];
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

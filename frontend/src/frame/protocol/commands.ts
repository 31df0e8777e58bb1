import { withoutMethods } from './options';
import { asList, asRecord, asText, type JsonRecord } from './json';

/** A message that the host or the user wants to send. */
export type OutgoingMessage = {
  text: string;
  /** Fields of the human input beside the text: files, references, model, … */
  extras: JsonRecord;
  state: JsonRecord;
};

export type SendUserMessage = { message: OutgoingMessage | null; newThread: boolean };

/** Reads `SendUserMessageParams`; `message` is `null` when there is nothing to send. */
export function parseSendUserMessage(data: unknown): SendUserMessage {
  const params = asRecord(withoutMethods(data));
  const state = asRecord(params.state);
  const text = asText(params.text) ?? asText(asRecord(state.human).input) ?? '';
  const references = asList(params.references);
  const files = asList(params.attachments).map(toFileHandle);
  const extras = {
    ...(files.length > 0 && { files }),
    ...(references.length > 0 && { references }),
    ...pick(params, ['referenceComposition', 'planMode', 'runtimeCapabilities', 'model']),
  };
  const sendable = text.trim() !== '' || references.length > 0 || files.length > 0;
  return {
    message: sendable ? { text, extras, state } : null,
    newThread: params.newThread === true,
  };
}

/** The text of `onSetComposerValue`, or `null` when it leaves the text alone. */
export function parseComposerText(data: unknown): string | null {
  const text = asRecord(data).text;
  return typeof text === 'string' ? text : null;
}

/** The thread of `onSetThreadId`; `null` is the new-thread view. */
export function parseThreadId(data: unknown): string | null {
  return asText(asRecord(data).threadId);
}

function pick(params: JsonRecord, keys: readonly string[]): JsonRecord {
  const present = keys.filter((key) => params[key] !== undefined && params[key] !== null);
  return Object.fromEntries(present.map((key) => [key, params[key]]));
}

function toFileHandle(raw: unknown): JsonRecord {
  const { id, name, mime_type: mimeType, preview_url: url } = asRecord(raw);
  return {
    id,
    fileId: id,
    storageFileId: id,
    originalName: name,
    mimeType,
    ...(url === undefined ? {} : { url }),
  };
}

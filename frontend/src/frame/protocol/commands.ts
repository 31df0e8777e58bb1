import { fileId, toFileHandle } from './files';
import { asList, asRecord, asText, type JsonRecord } from './json';
import { parseContent } from './messageContent';
import { withoutMethods } from './options';
import { parseReferences, type Reference } from './references';

/** What becomes of a message that is sent while an answer runs: it waits, or goes into the run. */
export type FollowUpMode = 'queue' | 'steer';

/** A message that the host or the user wants to send. */
export type OutgoingMessage = {
  text: string;
  /** Fields of the human input beside the text: files, references, model, … */
  extras: JsonRecord;
  state: JsonRecord;
  /** `queue` when absent. */
  followUpMode?: FollowUpMode;
  /** Pictures that this page has itself, by the id of their files. */
  previews?: Readonly<Record<string, string>>;
};

export type SendUserMessage = { message: OutgoingMessage | null; newThread: boolean };

/** Reads `SendUserMessageParams`; `message` is `null` when there is nothing to send. */
export function parseSendUserMessage(data: unknown): SendUserMessage {
  const params = asRecord(withoutMethods(data));
  const state = asRecord(params.state);
  const content = parseContent(params.content);
  const text = asText(params.text) ?? asText(asRecord(state.human).input) ?? content.text ?? '';
  const references = [
    ...quoteOf(params.reply),
    ...asList(params.references),
    ...content.references,
  ];
  const files = asList(params.attachments).map(toFileHandle);
  const extras = {
    ...(files.length > 0 && { files }),
    ...(references.length > 0 && { references }),
    ...pick(params, [
      'referenceComposition',
      'planMode',
      'runtimeCapabilities',
      'model',
      'toolChoice',
      'trigger',
    ]),
  };
  const steer = params.followUpMode === 'steer';
  const sendable = text.trim() !== '' || references.length > 0 || files.length > 0;
  return {
    message: sendable ? { text, extras, state, ...(steer && { followUpMode: 'steer' }) } : null,
    newThread: params.newThread === true,
  };
}

/** What `onSetComposerValue` changes; absent fields leave the composer as it is. */
export type ComposerValue = {
  text?: string;
  /** Files that the API has already, by its handles. */
  attachments?: readonly JsonRecord[];
  references?: { items: readonly Reference[]; append: boolean };
  /** Files that are yet to be uploaded. */
  files: readonly File[];
  /** `null` chooses none. */
  toolId?: string | null;
  /** `null` chooses the default. */
  modelId?: string | null;
};

export function parseComposerValue(data: unknown): ComposerValue {
  const { files, ...rest } = asRecord(data);
  const params = asRecord(withoutMethods(rest));
  const { text, attachments, references, selectedToolId, selectedModelId } = params;
  const replaced = Array.isArray(references) && params.appendReferences !== true;
  const quoted = [...quoteOf(params.reply), ...parseReferences(references)];
  return {
    ...(typeof text === 'string' && { text }),
    ...(Array.isArray(attachments) && {
      attachments: attachments.map(toFileHandle).filter((handle) => fileId(handle) !== null),
    }),
    ...((replaced || quoted.length > 0) && {
      references: { items: quoted, append: !replaced },
    }),
    files: asList(files).filter((file): file is File => file instanceof File),
    ...(selectedToolId !== undefined && { toolId: asText(selectedToolId) }),
    ...(selectedModelId !== undefined && { modelId: asText(selectedModelId) }),
  };
}

/** What a message replies to is a quote beside it. */
function quoteOf(reply: unknown): readonly Reference[] {
  const text = asText(reply);
  return text === null ? [] : [{ type: 'quote', text }];
}

/** The thread of `onSetThreadId`; `null` is the new-thread view. */
export function parseThreadId(data: unknown): string | null {
  return asText(asRecord(data).threadId);
}

function pick(params: JsonRecord, keys: readonly string[]): JsonRecord {
  const present = keys.filter((key) => params[key] !== undefined && params[key] !== null);
  return Object.fromEntries(present.map((key) => [key, params[key]]));
}

import { entityReference } from '../protocol/entities';
import type { OutgoingMessage } from '../protocol/commands';
import { fileId, storageFileId } from '../protocol/files';
import type { ComposerOptions, ModelOption, ToolOption } from '../protocol/composerOptions';
import { asText, type JsonRecord } from '../protocol/json';
import { mergeReferences, type Reference } from '../protocol/references';
import type { Attachment, Draft, DraftCommand, Selection } from './types';

/** The tool that is chosen, if the host still offers it. */
export function selectedTool({ tools }: ComposerOptions, { toolId }: Selection): ToolOption | null {
  return tools.find(({ id }) => id === toolId) ?? null;
}

/** The model that is chosen, else the default. */
export function selectedModel(
  models: readonly ModelOption[],
  { modelId }: Selection,
): ModelOption | null {
  const usable = models.filter(({ disabled }) => !disabled);
  return (
    usable.find(({ id }) => id === modelId) ?? usable.find(({ isDefault }) => isDefault) ?? null
  );
}

/** What a message carries because of what is chosen, whoever wrote it. */
export function selectionExtras(
  options: ComposerOptions,
  models: readonly ModelOption[],
  selection: Selection,
): JsonRecord {
  const tool = selectedTool(options, selection);
  const model = selectedModel(models, selection);
  return {
    ...(model !== null && { model: model.id }),
    // The API has no field for a chosen tool; this is the name of ChatKit's own parameter for it.
    ...(tool !== null && { toolChoice: tool.id }),
    ...(selection.planMode && { planMode: true }),
  };
}

/** The message that a draft amounts to. */
export function toMessage(
  { text, attachments, references, entities, command }: Draft,
  chosen: JsonRecord,
): OutgoingMessage {
  const files = attachments.filter(({ role }) => role === 'file').flatMap(handleOf);
  const pictures = attachments
    .filter(({ role }) => role === 'picture')
    .flatMap((attachment) => handleOf(attachment).map((handle) => picture(attachment, handle)));
  const refersTo = mergeReferences(references, [...pictures, ...entities.map(entityReference)]);
  const previews = attachments.flatMap(({ preview, upload }) => {
    const id = upload.status === 'ready' ? fileId(upload.handle) : null;
    return preview === null || id === null ? [] : [[id, preview] as const];
  });
  return {
    text: text.trim(),
    extras: {
      ...chosen,
      ...(files.length > 0 && { files }),
      ...(refersTo.length > 0 && { references: refersTo, referenceComposition: 'compose' }),
      ...commandExtras(command),
    },
    state: {},
    ...(previews.length > 0 && { previews: Object.fromEntries(previews) }),
  };
}

export function commandExtras(command: DraftCommand | null): JsonRecord {
  if (command === null) return {};
  const { source, runtimeCapabilities } = command;
  return {
    commandSource: source,
    ...(runtimeCapabilities !== undefined && { runtimeCapabilities }),
  };
}

function handleOf({ upload }: Attachment): JsonRecord[] {
  return upload.status === 'ready' ? [upload.handle] : [];
}

function picture({ name, mimeType, size }: Attachment, handle: JsonRecord): Reference {
  const url = asText(handle.url);
  return {
    type: 'image',
    id: fileId(handle),
    fileId: storageFileId(handle),
    ...(url !== null && { url }),
    mimeType,
    name,
    ...(size !== null && { size }),
    text: name,
  };
}

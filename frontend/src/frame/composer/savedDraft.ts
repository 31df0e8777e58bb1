import { parseEntities } from '../protocol/entities';
import { asList, asRecord, asText } from '../protocol/json';
import { parseReferences } from '../protocol/references';
import type { Attachment, Draft, DraftCommand, Selection } from './types';

/** A draft as JSON can keep it: files that are still on their way are left out. */
export function toSaved(draft: Draft): Draft {
  const attachments = draft.attachments
    .filter(({ upload }) => upload.status === 'ready')
    .map((attachment) => ({ ...attachment, preview: null }));
  return { ...draft, attachments };
}

/** Reads a draft that an earlier page, perhaps of another version, has kept. */
export function parseDraft(raw: unknown): Draft {
  const { text, attachments, references, entities, command } = asRecord(raw);
  return {
    text: asText(text) ?? '',
    attachments: asList(attachments).flatMap(parseAttachment),
    references: parseReferences(references),
    entities: parseEntities(entities),
    command: parseCommand(command),
  };
}

export function parseSelection(raw: unknown): Selection {
  const { toolId, modelId, planMode } = asRecord(raw);
  return { toolId: asText(toolId), modelId: asText(modelId), planMode: planMode === true };
}

function parseAttachment(raw: unknown): Attachment[] {
  const { id, name, mimeType, size, role, upload } = asRecord(raw);
  const key = asText(id);
  if (key === null) return [];
  return [
    {
      id: key,
      name: asText(name) ?? key,
      mimeType: asText(mimeType) ?? '',
      size: typeof size === 'number' ? size : null,
      preview: null,
      role: role === 'picture' ? 'picture' : 'file',
      upload: { status: 'ready', handle: asRecord(asRecord(upload).handle) },
    },
  ];
}

function parseCommand(raw: unknown): DraftCommand | null {
  const { name, source, runtimeCapabilities, standsAlone } = asRecord(raw);
  const key = asText(name);
  if (key === null) return null;
  return {
    name: key,
    source: asRecord(source),
    ...(runtimeCapabilities !== undefined && { runtimeCapabilities }),
    standsAlone: standsAlone === true,
  };
}

import { asList, asRecord, asText, type JsonRecord } from './json';

/** Something that a message refers to: a quote, a piece of code or a picture. Further fields pass through. */
export type Reference = JsonRecord & {
  readonly type: 'quote' | 'code' | 'image';
  readonly text: string;
};

/** Text that was pasted and is too long for the composer; the protocol's name for its source. */
export const PASTED_TEXT = 'Pasted text';

/** Reads references as they come from the host, from storage and from stored messages. */
export function parseReferences(raw: unknown): readonly Reference[] {
  return asList(raw).flatMap(parseReference);
}

function parseReference(raw: unknown): Reference[] {
  const fields = asRecord(raw);
  const { type } = fields;
  if (type !== 'quote' && type !== 'code' && type !== 'image') return [];
  const text = asText(fields.text) ?? asText(fields.name) ?? asText(fields.label);
  return text === null ? [] : [{ ...fields, type, text }];
}

/** Equal for references to the same thing. */
export function referenceKey(reference: Reference): string {
  const id = asText(reference.id);
  return id === null ? JSON.stringify(reference) : `${reference.type} ${id}`;
}

/** The references with others added; what is there already is not there twice. */
export function mergeReferences(
  references: readonly Reference[],
  added: readonly Reference[],
): readonly Reference[] {
  const merged = new Map([...references, ...added].map((each) => [referenceKey(each), each]));
  return [...merged.values()];
}

/** Where a reference comes from, or `null` when it does not say. */
export function referenceTitle(reference: Reference): string | null {
  const label = asText(reference.label);
  if (label !== null) return label;
  if (reference.type === 'image') return asText(reference.name);
  if (reference.type === 'quote') return asText(reference.source);
  const path = asText(reference.path);
  const { startLine, endLine } = reference;
  if (path === null || typeof startLine !== 'number') return path;
  const lines = typeof endLine === 'number' && endLine > startLine ? `–${endLine}` : '';
  return `${path}:${startLine}${lines}`;
}

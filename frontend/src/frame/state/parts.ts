import { asRecord, asText, asTime, isRecord, type JsonRecord } from '../protocol/json';
import { isStep, mergeStepData, stepPart } from './step';
import { mergeWidgetData } from './widget';
import type { MessagePart, StepPart, UnknownPart } from './types';

export type Parts = readonly MessagePart[];

/**
 * Adds a part of the wire to a message: text and reasoning are deltas by id, components are
 * patches by id, everything else is appended. `now` dates what the server did not date.
 */
export function addPart(parts: Parts, raw: unknown, now: number): Parts {
  if (typeof raw === 'string') return appendText(parts, null, raw, now);
  if (!isRecord(raw)) return parts;
  const id = asText(raw.id);
  switch (raw.type) {
    case 'text':
      return appendText(parts, id, asText(raw.text) ?? '', asTime(raw.created_date) ?? now);
    case 'reasoning':
      return appendReasoning(parts, id, asText(raw.text) ?? '', asTime(raw.created_date) ?? now);
    case 'component':
      return patchComponent(parts, id, raw, now);
    default:
      return [...closeReasoning(parts, now), unknownPart(unusedId(parts, id), raw)];
  }
}

/** Ends the reasoning that is still open: something else began. */
export function closeReasoning(parts: Parts, at: number): Parts {
  if (!parts.some((part) => part.type === 'reasoning' && part.endedAt === undefined)) return parts;
  return parts.map((part) =>
    part.type === 'reasoning' && part.endedAt === undefined
      ? { ...part, endedAt: Math.max(at, part.startedAt ?? at) }
      : part,
  );
}

/** Nothing runs any more: a step without an end failed. */
export function settleParts(parts: Parts, at: number): Parts {
  const closed = closeReasoning(parts, at);
  if (!closed.some(isRunningStep)) return closed;
  return closed.map((part) => (isRunningStep(part) ? { ...part, status: 'fail' as const } : part));
}

/** All parts of a stored message. */
export function partsOf(content: unknown, reasoning: unknown, at: number): Parts {
  const raw = [reasoning, content].flatMap((list) =>
    Array.isArray(list) ? (list as unknown[]) : [list],
  );
  return raw.reduce<Parts>((parts, item) => addPart(parts, item, at), []);
}

function isRunningStep(part: MessagePart): part is StepPart {
  return part.type === 'step' && part.status === 'running';
}

function appendText(parts: Parts, id: string | null, text: string, at: number): Parts {
  if (text === '') return parts;
  const index =
    id === null
      ? parts.length - 1
      : parts.findLastIndex((part) => part.type === 'text' && part.id === id);
  const part = parts[index];
  const closed = closeReasoning(parts, at);
  if (part?.type !== 'text') return [...closed, { type: 'text', id: id ?? nextId(parts), text }];
  return closed.with(index, { ...part, text: part.text + text });
}

function appendReasoning(parts: Parts, id: string | null, text: string, at: number): Parts {
  if (text === '') return parts;
  const index =
    id === null
      ? parts.length - 1
      : parts.findLastIndex((part) => part.type === 'reasoning' && part.id === id);
  const part = parts[index];
  if (part?.type !== 'reasoning') {
    const added = { type: 'reasoning' as const, id: id ?? nextId(parts), text, startedAt: at };
    return [...closeReasoning(parts, at), added];
  }
  const { endedAt, ...open } = part;
  const reopened = endedAt === undefined ? part : open;
  return parts.with(index, { ...reopened, text: part.text + text });
}

function patchComponent(parts: Parts, id: string | null, raw: JsonRecord, now: number): Parts {
  const partId = id ?? nextId(parts);
  const index = parts.findLastIndex(
    (part) => part.type !== 'text' && part.type !== 'reasoning' && part.id === partId,
  );
  const previous = parts[index];
  const patch = asRecord(raw.data);
  const known = componentData(previous);
  const data = mergeWidgetData(known, mergeStepData(known, patch));
  const part = componentPart(partId, { ...raw, data }, now);
  const at = asTime(patch.created_date) ?? now;
  return previous === undefined ? [...closeReasoning(parts, at), part] : parts.with(index, part);
}

function componentData(part: MessagePart | undefined): JsonRecord {
  if (part?.type === 'step' || part?.type === 'widget') return part.data;
  return part?.type === 'unknown' ? asRecord(asRecord(part.raw).data) : {};
}

function componentPart(id: string, raw: JsonRecord, now: number): MessagePart {
  const data = asRecord(raw.data);
  if (data.type === 'Widget') return { type: 'widget', id, data };
  return isStep(data) ? stepPart(id, data, now) : unknownPart(id, raw);
}

function unknownPart(id: string, raw: unknown): UnknownPart {
  return { type: 'unknown', id, raw };
}

/** What is appended, not merged, may come with the id of what is there. */
function unusedId(parts: Parts, id: string | null): string {
  return id === null || parts.some((part) => part.id === id) ? nextId(parts) : id;
}

function nextId(parts: Parts): string {
  return `part-${parts.length}`;
}

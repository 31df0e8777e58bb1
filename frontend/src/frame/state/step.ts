import { asMessage, asText, asTime, isRecord, type JsonRecord } from '../protocol/json';
import type { LocalizedText, StepPart, StepStatus } from './types';

/** A patch neither clears a field nor changes when the step began. */
export function mergeStepData(data: JsonRecord, patch: JsonRecord): JsonRecord {
  const news = Object.entries(patch).filter(([, value]) => value !== null && value !== undefined);
  const created = data.created_date;
  return {
    ...data,
    ...Object.fromEntries(news),
    ...(created !== undefined && { created_date: created }),
  };
}

/** Components of every category are steps, known or not; without any sign of one they are not. */
export function isStep(data: JsonRecord): boolean {
  return ['category', 'status', 'tool'].some((field) => data[field] !== undefined);
}

export function stepPart(id: string, data: JsonRecord, now: number): StepPart {
  const status = stepStatus(data);
  const kind = asText(data.type);
  const tool = asText(data.tool);
  const title = localized(data.title);
  const message = localized(data.message);
  const error = status === 'fail' ? asMessage(data.error) : null;
  const endedAt = asTime(data.end_date);
  return {
    type: 'step',
    id,
    category: asText(data.category) ?? 'Tool',
    ...(kind !== null && { kind }),
    ...(tool !== null && { tool }),
    ...(title !== null && { title }),
    ...(message !== null && { message }),
    status,
    ...('input' in data && { input: data.input }),
    ...('output' in data && { output: data.output }),
    ...(error !== null && { error }),
    startedAt: asTime(data.created_date) ?? now,
    ...(endedAt !== undefined && { endedAt }),
    data,
  };
}

function stepStatus(data: JsonRecord): StepStatus {
  const status = data.status;
  if (status === 'success' || status === 'fail' || status === 'running') return status;
  if (status === 'error' || status === 'failed') return 'fail';
  const works =
    data.category === undefined || data.category === 'Tool' || data.category === 'Computer';
  return works && data.end_date === undefined ? 'running' : 'success';
}

function localized(value: unknown): LocalizedText | null {
  if (!isRecord(value)) return asText(value);
  const texts = Object.entries(value).filter(
    (entry): entry is [string, string] => asText(entry[1]) !== null,
  );
  return texts.length === 0 ? null : Object.fromEntries(texts);
}

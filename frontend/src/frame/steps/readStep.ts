import {
  asList,
  asName,
  asRecord,
  asText,
  isRecord,
  lookUp,
  parseJson,
  type JsonRecord,
} from '../protocol/json';
import type { StepPart } from '../state/types';
import { languageOfField } from './codeLanguage';

export type StepLink = { title: string; url: string | null; text: string };
export type StepFile = { name: string; url: string | null; text: string };
export type StepPassage = { title: string; text: string; relevance: number | null };
export type TaskStatus = 'pending' | 'running' | 'done' | 'failed';
export type StepTask = { text: string; status: TaskStatus };

/** What a step of a known kind shows; every other shows what it took and gave. */
export type StepContent =
  | { kind: 'links'; items: readonly StepLink[] }
  | { kind: 'files'; items: readonly StepFile[] }
  | { kind: 'program'; code: string; language: string | null; output: string }
  | { kind: 'page'; url: string }
  | { kind: 'passages'; items: readonly StepPassage[] }
  | { kind: 'tasks'; items: readonly StepTask[] };

/** Reads the `data` of a step by its kind; `null` when it does not hold what the kind promises. */
export function readStep({ kind, data: step, output, input, tool }: StepPart): StepContent | null {
  const data = step.data;
  const given = typeof data === 'string' ? (parseJson(data) ?? data) : (data ?? fromOutput(output));
  switch (kind) {
    case 'list':
    case 'web_search':
      return named('links', some(listOf(given).map(readLink)));
    case 'files':
      return named('files', some(listOf(given).map(readFile)));
    case 'file':
      return named('files', some([readFile(given ?? step)]));
    case 'program':
      return readProgram(asRecord(given), asRecord(input), given, output, tool);
    case 'iframe': {
      const url = asText(step.url) ?? asText(asRecord(given).url);
      return url === null ? null : { kind: 'page', url };
    }
    case 'memory':
    case 'knowledges':
      return named('passages', some(listOf(given).map(readPassage)));
    case 'tasks':
      return named('tasks', some(listOf(given).map(readTask)));
    default:
      return null;
  }
}

function fromOutput(output: unknown): unknown {
  const value = typeof output === 'string' ? parseJson(output) : output;
  return isRecord(value) || Array.isArray(value) ? value : undefined;
}

function named<K extends string, T>(kind: K, list: { items: readonly T[] } | null) {
  return list === null ? null : { kind, ...list };
}

/** Lists come bare or in one of the usual fields. */
function listOf(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return asList(value);
  const { items, results, files, tasks, documents, todos } = asRecord(value);
  return asList([items, results, files, tasks, documents, todos].find(Array.isArray));
}

/** What could be read; `null` when that is nothing. */
function some<T>(read: readonly (T | null)[]): { items: readonly T[] } | null {
  const items = read.filter((item): item is T => item !== null);
  return items.length === 0 ? null : { items };
}

const first = (fields: JsonRecord, ...names: readonly string[]): string | null =>
  names.map((name) => asText(fields[name])).find((text) => text !== null) ?? null;

const firstName = (fields: JsonRecord, ...names: readonly string[]): string | null =>
  names.map((name) => asName(fields[name])).find((text) => text !== null) ?? null;

function readLink(raw: unknown): StepLink | null {
  const fields = asRecord(raw);
  const url = first(fields, 'url', 'link', 'href') ?? addressOf(raw);
  const title = firstName(fields, 'title', 'name', 'label') ?? asName(raw) ?? url;
  const text = first(fields, 'content', 'snippet', 'description', 'text') ?? '';
  return title === null ? null : { title, url, text };
}

const addressOf = (raw: unknown) => (typeof raw === 'string' && /^https?:/.test(raw) ? raw : null);

function readFile(raw: unknown): StepFile | null {
  const fields = asRecord(raw);
  const path = firstName(fields, 'name', 'fileName', 'originalName', 'filePath', 'path');
  const name = path ?? asName(raw);
  const url = first(fields, 'url', 'fileUrl');
  const text = first(fields, 'content', 'contents', 'text') ?? '';
  return name === null && text === '' ? null : { name: name ?? '', url, text };
}

const PROGRAM_FIELDS = ['code', 'command', 'script', 'sql'];

function readProgram(
  fields: JsonRecord,
  input: JsonRecord,
  given: unknown,
  output: unknown,
  tool: string | undefined,
): StepContent | null {
  const holders = [fields, input].flatMap((holder) =>
    PROGRAM_FIELDS.map((name) => ({ name, holder, code: asText(holder[name]) })),
  );
  const found = holders.find(({ code }) => code !== null);
  const result = first(fields, 'output', 'stdout', 'result') ?? asText(output) ?? asText(given);
  if (!found?.code) return null;
  const language = languageOfField(found.name, found.holder, tool);
  return { kind: 'program', code: found.code, language, output: result ?? '' };
}

function readPassage(raw: unknown): StepPassage | null {
  const fields = Array.isArray(raw) ? asRecord(raw[0]) : asRecord(raw);
  const metadata = asRecord(fields.metadata);
  const text = first(fields, 'pageContent', 'content', 'text', 'value', 'memory') ?? asText(raw);
  const title =
    firstName(metadata, 'title', 'name', 'source') ?? firstName(fields, 'title', 'name', 'key');
  const score = metadata.score ?? metadata.relevanceScore ?? fields.score;
  const relevance = typeof score === 'number' && score >= 0 && score <= 1 ? score : null;
  return text === null ? null : { title: title ?? '', text, relevance };
}

const TASK_STATUS: Readonly<Record<string, TaskStatus>> = {
  running: 'running',
  in_progress: 'running',
  doing: 'running',
  done: 'done',
  completed: 'done',
  success: 'done',
  fail: 'failed',
  failed: 'failed',
  error: 'failed',
};

function readTask(raw: unknown): StepTask | null {
  const fields = asRecord(raw);
  const text = first(fields, 'title', 'name', 'content', 'task', 'description') ?? asText(raw);
  const status =
    lookUp(TASK_STATUS, asText(fields.status) ?? '') ?? (fields.done === true ? 'done' : null);
  return text === null ? null : { text, status: status ?? 'pending' };
}

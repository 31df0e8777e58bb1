import {
  type ActionRequest,
  type Decision,
  parseActionRequests,
  parseSensitiveTools,
  type ResumeDecision,
} from './approvals';
import { parseClientToolCalls, type ClientToolCall } from './clientTools';
import { asList, asRecord, asText, type JsonRecord } from './json';

/** What an interrupted run waits for. `key` tells it from other interrupts of the same run. */
export type Interrupt =
  | { kind: 'client_tools'; key: string; calls: readonly ClientToolCall[] }
  | {
      kind: 'approval';
      key: string;
      requests: readonly ActionRequest[];
      /** One decision per action, or one yes or no for all of them. */
      answeredBy: 'decisions' | 'confirmation';
    }
  /** A wish that this version does not know, or several that need different answers. */
  | { kind: 'unsupported'; key: string };

/** Reads `{tasks: [{interrupts: [{id, value}]}]}`; `null` when it holds no interrupt. */
export function parseInterrupt(operation: unknown): Interrupt | null {
  const interrupts = asList(asRecord(operation).tasks)
    .flatMap((task) => asList(asRecord(task).interrupts))
    .map(asRecord);
  if (interrupts.length === 0) return null;
  const values = interrupts.map(({ value }) => asRecord(value));
  const ids = interrupts.flatMap(({ id }) => asText(id) ?? []);
  const key = ids.length > 0 ? ids.join() : JSON.stringify(values);
  const calls = collect(values, parseClientToolCalls);
  // A resumed call is known by its id, whatever the interrupt around it is called.
  if (calls) return { kind: 'client_tools', key: calls.map(({ id }) => id).join(), calls };
  const requests = collect(values, parseActionRequests);
  if (requests) return { kind: 'approval', key, requests, answeredBy: 'decisions' };
  const tools = collect(values, parseSensitiveTools);
  if (tools) return { kind: 'approval', key, requests: tools, answeredBy: 'confirmation' };
  return { kind: 'unsupported', key };
}

/** What all values hold of a kind, or `null` when one holds none. */
function collect<T>(
  values: readonly JsonRecord[],
  parse: (value: JsonRecord) => readonly T[] | null,
): readonly T[] | null {
  const parsed = values.map(parse);
  return parsed.every((items) => items !== null) ? parsed.flat() : null;
}

/** The user's decisions as the API wants them. */
export function toResumeDecision(
  { answeredBy }: Extract<Interrupt, { kind: 'approval' }>,
  decisions: readonly Decision[],
): ResumeDecision {
  if (answeredBy === 'decisions') return { type: 'confirm', payload: { decisions } };
  return { type: decisions.every(({ type }) => type === 'approve') ? 'confirm' : 'reject' };
}

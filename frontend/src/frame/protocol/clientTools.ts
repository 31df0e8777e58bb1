import { asList, asMessage, asRecord, asText, isRecord, type JsonRecord } from './json';

export type ClientToolCall = { id: string; name: string; args: unknown };

/** What an interrupted run waits for. */
export type Interrupt =
  | { kind: 'client_tools'; calls: readonly ClientToolCall[] }
  /** Approvals and questions to the user: nobody but the user may answer. */
  | { kind: 'unsupported' };

export type ToolMessage = {
  tool_call_id: string;
  name: string;
  content: unknown;
  status: 'success' | 'error';
  artifact?: unknown;
};

/** Reads `{tasks: [{interrupts: [{value}]}]}`; `null` when it holds no interrupt. */
export function parseInterrupt(operation: unknown): Interrupt | null {
  const values = asList(asRecord(operation).tasks)
    .flatMap((task) => asList(asRecord(task).interrupts))
    .map((interrupt) => asRecord(asRecord(interrupt).value));
  if (values.length === 0) return null;
  const calls = values.flatMap((value) => asList(value.clientToolCalls).flatMap(parseCall));
  const answerable = values.every((value) => Array.isArray(value.clientToolCalls));
  if (!answerable || calls.length === 0 || calls.some(isQuestion)) return { kind: 'unsupported' };
  return { kind: 'client_tools', calls };
}

function parseCall(raw: unknown): ClientToolCall[] {
  const { id, name, args } = asRecord(raw);
  const callId = asText(id);
  const callName = asText(name);
  return callId === null || callName === null
    ? []
    : [{ id: callId, name: callName, args: args ?? {} }];
}

/** `request_user_input` with well-formed questions is for the user, not for the host. */
function isQuestion({ name, args }: ClientToolCall): boolean {
  const questions = asList(asRecord(args).questions);
  return (
    name === 'request_user_input' &&
    questions.length >= 1 &&
    questions.length <= 3 &&
    questions.every(isWellFormedQuestion)
  );
}

function isWellFormedQuestion(raw: unknown): boolean {
  const question = asRecord(raw);
  const options = asList(question.options);
  return (
    hasTexts(question, ['id', 'header', 'question']) &&
    (options.length === 2 || options.length === 3) &&
    options.every((option) => isRecord(option) && hasTexts(option, ['label', 'description']))
  );
}

function hasTexts(record: JsonRecord, keys: readonly string[]): boolean {
  return keys.every((key) => asText(record[key]) !== null);
}

/** The answer of a host's handler as the API wants it. */
export function toToolMessage(call: ClientToolCall, result: unknown): ToolMessage {
  const fields = asRecord(result);
  return {
    tool_call_id: asText(fields.tool_call_id) ?? call.id,
    name: asText(fields.name) ?? call.name,
    // Handlers that return the bare result are common; and a missing key would vanish from the
    // JSON, while the API requires `content`.
    content: ('content' in fields ? fields.content : result) ?? null,
    status: fields.status === 'error' ? 'error' : 'success',
    ...(fields.artifact === undefined ? {} : { artifact: fields.artifact }),
  };
}

/** The answer when the handler failed or does not exist: the agent learns why and goes on. */
export function toFailedToolMessage(call: ClientToolCall, error: unknown): ToolMessage {
  const content = asMessage(error) ?? 'The client tool failed.';
  return { tool_call_id: call.id, name: call.name, content, status: 'error' };
}

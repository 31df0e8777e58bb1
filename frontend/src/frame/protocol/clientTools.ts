import { asList, asMessage, asRecord, asText, type JsonRecord } from './json';

export type ClientToolCall = { id: string; name: string; args: unknown };

export type ToolMessage = {
  tool_call_id: string;
  name: string;
  content: unknown;
  status: 'success' | 'error';
  artifact?: unknown;
};

/** The calls of an interrupt; `null` when it holds none. Calls that nobody could answer are left out. */
export function parseClientToolCalls(value: JsonRecord): readonly ClientToolCall[] | null {
  const calls = asList(value.clientToolCalls).flatMap(parseCall);
  return calls.length === 0 ? null : calls;
}

function parseCall(raw: unknown): ClientToolCall[] {
  const { id, name, args } = asRecord(raw);
  const callId = asText(id);
  const callName = asText(name);
  return callId === null || callName === null
    ? []
    : [{ id: callId, name: callName, args: args ?? {} }];
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

import { parseInterrupt, type Interrupt } from '../protocol/interrupts';
import {
  asMessage,
  asRecord,
  asName,
  asText,
  isRecord,
  parseJson,
  type JsonRecord,
} from '../protocol/json';

/** An event of a run's stream. `data` is what the server sent, for the host's log. */
export type RunEvent =
  | { type: 'conversation.start'; conversationId: string | null; title: string | null }
  | {
      type: 'message.start';
      id: string;
      executionId: string | null;
      content: unknown;
      reasoning: unknown;
    }
  | { type: 'part'; part: unknown }
  | { type: 'interrupt'; interrupt: Interrupt }
  | { type: 'agent.start' | 'agent.end'; data: JsonRecord }
  | { type: 'message.end'; status: string | null; error: string | null }
  | {
      type: 'conversation.end';
      conversationId: string | null;
      title: string | null;
      status: string | null;
      error: string | null;
      interrupt: Interrupt | null;
    }
  | { type: 'effect'; name: string; args: unknown }
  | {
      type: 'log';
      name: 'tool.start' | 'tool.end' | 'retriever.start' | 'retriever.end' | 'chat';
      data: JsonRecord;
    }
  /** A tool or retriever failed; the run continues. */
  | { type: 'tool.error' | 'retriever.error'; error: string; data: JsonRecord }
  /** The pipeline around the agent broke. */
  | { type: 'error'; error: string }
  /** The stream itself broke; the run may go on without it. */
  | { type: 'stream.error'; error: string | null }
  | { type: 'complete' }
  | { type: 'unknown' };

/** Reads one server-sent event. Never throws: what it does not know is `unknown`. */
export function parseRunEvent(event: { event?: string | undefined; data: string }): RunEvent {
  const payload = parseJson(event.data);
  if (event.event === 'error') {
    // Plain text where every other event has JSON.
    return { type: 'stream.error', error: asMessage(payload) ?? asText(event.data.trim()) };
  }
  if (event.event === 'complete') return { type: 'complete' };
  if (!isRecord(payload)) return { type: 'unknown' };
  if (payload.type === 'complete') return { type: 'complete' };
  if (payload.type === 'message') return { type: 'part', part: payload.data };
  if (payload.type === 'event') {
    return parseNamedEvent(payload.event, asRecord(payload.data));
  }
  return { type: 'unknown' };
}

function parseNamedEvent(name: unknown, data: JsonRecord): RunEvent {
  const id = asText(data.id);
  const error = asMessage(data.error);
  switch (name) {
    case 'on_conversation_start':
      return { type: 'conversation.start', conversationId: id, title: asName(data.title) };
    case 'on_message_start':
      return isAssistantRole(data) && id !== null
        ? {
            type: 'message.start',
            id,
            executionId: asText(data.executionId),
            content: data.content,
            reasoning: data.reasoning,
          }
        : { type: 'unknown' };
    case 'on_message_end':
      return isAssistantRole(data)
        ? { type: 'message.end', status: asText(data.status), error }
        : { type: 'unknown' };
    case 'on_interrupt': {
      const interrupt = parseInterrupt(data);
      return interrupt === null ? { type: 'unknown' } : { type: 'interrupt', interrupt };
    }
    case 'on_conversation_end':
      return {
        type: 'conversation.end',
        conversationId: id,
        title: asName(data.title),
        status: asText(data.status),
        error,
        interrupt: parseInterrupt(data.operation),
      };
    case 'on_agent_start':
      return { type: 'agent.start', data };
    case 'on_agent_end':
      return { type: 'agent.end', data };
    case 'on_client_effect': {
      const effect = asText(data.name);
      return effect === null
        ? { type: 'unknown' }
        : { type: 'effect', name: effect, args: data.args };
    }
    default:
      return parseDiagnosticEvent(name, data, error ?? 'Unknown error');
  }
}

function parseDiagnosticEvent(name: unknown, data: JsonRecord, error: string): RunEvent {
  switch (name) {
    case 'on_error':
      return { type: 'error', error };
    case 'on_tool_error':
      return { type: 'tool.error', error, data };
    case 'on_retriever_error':
      return { type: 'retriever.error', error, data };
    case 'on_chat_event':
      return { type: 'log', name: 'chat', data };
    case 'on_tool_start':
      return { type: 'log', name: 'tool.start', data };
    case 'on_tool_end':
      return { type: 'log', name: 'tool.end', data };
    case 'on_retriever_start':
      return { type: 'log', name: 'retriever.start', data };
    case 'on_retriever_end':
      return { type: 'log', name: 'retriever.end', data };
    default:
      return { type: 'unknown' };
  }
}

function isAssistantRole(data: JsonRecord): boolean {
  const role = asText(data.role) ?? asText(data.type);
  return role === null || role === 'ai' || role === 'assistant';
}

import type { RunEvent } from '../api/runEvents';
import { asRecord, asText, type JsonRecord } from '../protocol/json';

/** A public event of the element: the host receives it as `chatkit.<name>`. */
export type HostEvent = { name: string; data?: unknown };

export type RunContext = { threadId: string | null; runId: string | null };

/** What the host is told about one event of a run, apart from the start and end of the response. */
export function hostEvents(event: RunEvent, { threadId, runId }: RunContext): HostEvent[] {
  switch (event.type) {
    case 'effect':
      return [{ name: 'effect', data: { name: event.name, data: event.args } }];
    case 'error':
      return [hostError('StreamError', event.error), log('lg.run.error', { error: event.error })];
    case 'tool.error':
    case 'retriever.error':
      return [
        hostError('StreamError', event.error),
        log(`lg.${event.type}`, { ...toolFields(event.data), error: preview(event.error) }),
      ];
    case 'conversation.start':
      return [
        log('lg.conversation.start', { runId, threadId, inputSummary: preview(event.title) }),
      ];
    case 'conversation.end':
      return [
        log('lg.conversation.end', { runId, threadId, status: event.status, error: event.error }),
      ];
    case 'agent.start':
    case 'agent.end':
      return [
        log(`lg.${event.type}`, {
          agentId: asText(event.data.id),
          node: asText(event.data.agentKey),
        }),
      ];
    case 'interrupt': {
      const reason = event.interrupt.kind;
      return [log('lg.interrupt', { reason, resumable: reason !== 'unsupported' })];
    }
    case 'log':
      return event.name === 'chat'
        ? [log('lg.chat.event', event.data)]
        : [log(`lg.${event.name}`, toolFields(event.data))];
    case 'part':
      return componentLog(event.part);
    default:
      return [];
  }
}

/**
 * The host's listener reads `message` of the error and passes only that on; anything but an object
 * with one would throw there.
 */
export function hostError(name: string, message: string): HostEvent {
  return { name: 'error', data: { error: { name, message } } };
}

function componentLog(part: unknown): HostEvent[] {
  const component = asRecord(part);
  if (component.type !== 'component') return [];
  return [{ name: 'log', data: { ...asRecord(component.data), name: 'component' } }];
}

function log(name: string, data: JsonRecord): HostEvent {
  return { name: 'log', data: { name, data } };
}

function toolFields(data: JsonRecord): JsonRecord {
  return {
    toolName: asText(data.tool) ?? asText(data.name),
    toolCallId: asText(data.tool_call_id) ?? asText(data.id),
    ...(data.input !== undefined && { argsPreview: preview(data.input) }),
    ...(data.output !== undefined && { outputSummary: preview(data.output) }),
  };
}

const PREVIEW_LENGTH = 280;

function preview(value: unknown): string {
  if (value === null || value === undefined) return '';
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.slice(0, PREVIEW_LENGTH);
}

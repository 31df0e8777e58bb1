import { parseFiles } from '../protocol/files';
import { asList, asMessage, asRecord, asText, asTime, type JsonRecord } from '../protocol/json';
import { parseReferences } from '../protocol/references';
import { stoppedFor } from './answer';
import { partsOf, settleParts } from './parts';
import type { AssistantMessage, AssistantStatus, Message, UserMessage } from './types';

/** What the thread does now, which decides how an unfinished answer is drawn. */
export type ThreadActivity = 'idle' | 'running' | 'waiting';

/** Stored messages, oldest first, as the transcript keeps them. Unreadable ones are left out. */
export function messagesFromHistory(
  items: readonly unknown[],
  activity: ThreadActivity,
): readonly Message[] {
  const messages = items.flatMap((item, index) => parseStoredMessage(item, index));
  return messages.map((message, index) => {
    if (message.role === 'user') return message;
    const isLast = index === messages.length - 1;
    return settle(message, isLast ? activity : 'idle');
  });
}

function parseStoredMessage(raw: unknown, index: number): Message[] {
  const stored = asRecord(raw);
  const id = asText(stored.id) ?? `message-${index}`;
  const createdAt = asTime(stored.createdAt) ?? 0;
  switch (stored.role) {
    case 'human':
    case 'user':
      return [
        { role: 'user', id, text: plainText(stored.content), ...enclosed(stored), createdAt },
      ];
    case 'ai':
    case 'assistant': {
      const executionId = asText(stored.executionId);
      const status = storedStatus(stored.status);
      const detail = asMessage(stored.error);
      return [
        {
          role: 'assistant',
          id,
          ...(executionId !== null && { executionId }),
          status,
          parts: partsOf(stored.content, stored.reasoning, createdAt),
          ...(status === 'failed' && {
            error: { kind: 'agent' as const, ...(detail !== null && { detail }) },
          }),
          ...(status === 'stopped' && stoppedFor(detail)),
          createdAt,
        },
      ];
    }
    default:
      return [];
  }
}

/** What a message of the user brings along. */
function enclosed(stored: JsonRecord): Pick<UserMessage, 'files' | 'references'> {
  const assets = parseFiles(stored.fileAssets);
  const files = assets.length > 0 ? assets : parseFiles(stored.attachments);
  const references = parseReferences(stored.references);
  return {
    ...(files.length > 0 && { files }),
    ...(references.length > 0 && { references }),
  };
}

function storedStatus(status: unknown): AssistantStatus {
  switch (status) {
    case 'error':
      return 'failed';
    case 'aborted':
      return 'stopped';
    case 'interrupted':
      return 'waiting';
    case 'thinking':
    case 'reasoning':
    case 'answering':
      return 'streaming';
    default:
      return 'done';
  }
}

function settle(message: AssistantMessage, activity: ThreadActivity): AssistantMessage {
  if (activity === 'waiting') return { ...message, status: 'waiting' };
  if (activity === 'running') {
    return { ...message, status: message.parts.length === 0 ? 'pending' : 'streaming' };
  }
  const unfinished = message.status === 'streaming' || message.status === 'waiting';
  return {
    ...message,
    status: unfinished ? 'stopped' : message.status,
    parts: settleParts(message.parts, message.createdAt),
  };
}

function plainText(content: unknown): string {
  if (typeof content === 'string') return content;
  const direct = asText(asRecord(content).input);
  if (direct !== null) return direct;
  return asList(content)
    .map((part) => (typeof part === 'string' ? part : (asText(asRecord(part).text) ?? '')))
    .filter((text) => text !== '')
    .join('\n');
}

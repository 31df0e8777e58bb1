import type { AnswerAddress } from '../api/bodies';
import { isQueued } from '../state/queue';
import type { ThreadState, UserMessage } from '../state/types';

export type Repetition = {
  question: UserMessage;
  /** The answer that the server is asked to replace; `null` when it knows of none. */
  answer: AnswerAddress | null;
};

/** What is to be answered again: the message with the id, or the newest one that was sent. */
export function planRepetition(
  { messages, conversationId }: ThreadState,
  messageId: string | null,
): Repetition | null {
  const index = messages.findLastIndex(
    (message) =>
      message.role === 'user' &&
      !isQueued(message) &&
      (messageId === null || message.id === messageId),
  );
  const question = messages[index];
  if (question?.role !== 'user') return null;
  const next = messages.slice(index + 1).find((message) => !isQueued(message));
  const executionId = next?.role === 'assistant' ? next.executionId : undefined;
  if (next === undefined || executionId === undefined || conversationId === null) {
    return { question, answer: null };
  }
  return { question, answer: { messageId: next.id, executionId, conversationId } };
}

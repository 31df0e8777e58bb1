import type { OutgoingMessage } from '../protocol/commands';
import type { ResumeDecision } from '../protocol/approvals';
import type { ToolMessage } from '../protocol/clientTools';
import { asRecord, type JsonRecord } from '../protocol/json';
import type { RequestOptions } from '../protocol/options';

/** Context and config of a message, used again when its run is resumed. */
export type RunSettings = {
  assistantId: string;
  context: JsonRecord;
  config: JsonRecord;
};

export type AnswerAddress = { messageId: string; executionId: string; conversationId: string };

export function messageBody(
  message: OutgoingMessage,
  request: RequestOptions,
  settings: RunSettings,
  clientMessageId?: string,
): JsonRecord {
  const input = humanInput(message);
  return runBody(settings, {
    ...(clientMessageId === undefined ? {} : { id: clientMessageId }),
    input,
    state: {
      ...request.state,
      ...message.state,
      human: { ...asRecord(request.state.human), ...asRecord(message.state.human), ...input },
    },
  });
}

/** Gives a run that goes on a further message. */
export function followUpBody(
  message: OutgoingMessage,
  { conversationId, executionId }: { conversationId: string | null; executionId: string },
  clientMessageId: string,
  request: RequestOptions,
  settings: RunSettings,
): JsonRecord {
  const state = { ...request.state, ...message.state };
  return runBody(settings, {
    action: 'follow_up',
    ...(conversationId === null ? {} : { conversationId }),
    mode: 'steer',
    message: { clientMessageId, input: humanInput(message) },
    target: { executionId },
    ...(isEmpty(state) ? {} : { state }),
  });
}

/** Answers the client tool calls at which a run stopped. */
export function resumeBody(
  toolMessages: readonly ToolMessage[],
  executionId: string,
  settings: RunSettings,
): JsonRecord {
  return runBody(settings, {
    input: {},
    command: { resume: { toolMessages } },
    executionId,
  });
}

/** Tells the server what the user decided about the actions at which a run stopped. */
export function decisionBody(
  decision: ResumeDecision,
  { messageId, executionId, conversationId }: AnswerAddress,
  settings: RunSettings,
): JsonRecord {
  return runBody(settings, {
    action: 'resume',
    conversationId,
    target: { aiMessageId: messageId, executionId },
    decision,
  });
}

/** Lets the server generate one answer again. */
export function retryBody(
  message: OutgoingMessage,
  { messageId, executionId, conversationId }: AnswerAddress,
  settings: RunSettings,
): JsonRecord {
  return runBody(settings, {
    input: humanInput(message),
    retry: true,
    id: messageId,
    executionId,
    conversationId,
  });
}

export function humanInput({ text, extras }: OutgoingMessage): JsonRecord {
  return { input: text, ...extras };
}

function runBody({ assistantId, context, config }: RunSettings, input: JsonRecord): JsonRecord {
  return {
    input,
    ...(isEmpty(context) ? {} : { context }),
    ...(isEmpty(config) ? {} : { config }),
    assistant_id: assistantId,
    on_disconnect: 'continue',
  };
}

function isEmpty(record: JsonRecord): boolean {
  return Object.keys(record).length === 0;
}

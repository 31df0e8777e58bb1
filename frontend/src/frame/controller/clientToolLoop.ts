import {
  toFailedToolMessage,
  toToolMessage,
  type ClientToolCall,
  type ToolMessage,
} from '../protocol/clientTools';
import { parseQuestions, toAnswerMessage } from '../protocol/questions';
import type { Host } from './hostLink';
import type { UserPrompts } from './userPrompts';

/**
 * Lets the host run the calls, and the user answer the questions among them, one after the other,
 * since each may depend on what the one before changed in the page. A call that fails is answered
 * too: the agent needs an answer to every call.
 */
export async function answerClientTools(
  { host, prompts }: { host: Host; prompts: UserPrompts },
  calls: readonly ClientToolCall[],
  signal: AbortSignal,
): Promise<readonly ToolMessage[]> {
  const messages: ToolMessage[] = [];
  for (const call of calls) {
    if (signal.aborted) break;
    const questions = parseQuestions(call);
    const answer =
      questions === null
        ? callHost(host, call)
        : prompts
            .ask(questions, signal)
            .then((answers) => toAnswerMessage(call, questions, answers));
    messages.push(await answer.catch((error: unknown) => toFailedToolMessage(call, error)));
  }
  return messages;
}

async function callHost(host: Host, call: ClientToolCall): Promise<ToolMessage> {
  const { id, name, args } = call;
  const request = { name, params: args, id, tool_call_id: id };
  return toToolMessage(call, await host.call('onClientToolCall', request));
}

import {
  toFailedToolMessage,
  toToolMessage,
  type ClientToolCall,
  type ToolMessage,
} from '../protocol/clientTools';
import type { Host } from './hostLink';

/**
 * Lets the host run the calls, one after the other, since each may depend on what the one before
 * changed in the page. A call that fails is answered too: the agent needs an answer to every call.
 */
export async function answerClientTools(
  host: Host,
  calls: readonly ClientToolCall[],
  signal: AbortSignal,
): Promise<readonly ToolMessage[]> {
  const messages: ToolMessage[] = [];
  for (const call of calls) {
    if (signal.aborted) break;
    const { id, name, args } = call;
    const request = { name, params: args, id, tool_call_id: id };
    messages.push(
      await host.call('onClientToolCall', request).then(
        (result) => toToolMessage(call, result),
        (error: unknown) => toFailedToolMessage(call, error),
      ),
    );
  }
  return messages;
}

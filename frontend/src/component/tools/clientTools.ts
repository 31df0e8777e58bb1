import type { ChatKitOptions, ClientToolMessageInput } from '@xpert-ai/chatkit-types';

import { isObject } from '../json';

type OnClientTool = NonNullable<ChatKitOptions['onClientTool']>;

/** Has Python run the agent's client tools. A call that fails answers the agent, so that the run goes on. */
export function clientTools(ask: (data: object) => Promise<unknown>): OnClientTool {
  return async ({ name, params, id, tool_call_id }) => {
    const toolCallId = tool_call_id ?? id;
    const failed = (content: string): ClientToolMessageInput => ({
      content,
      name,
      status: 'error',
      ...(toolCallId !== undefined && { tool_call_id: toolCallId }),
    });
    try {
      const answer = await ask({ name, params, toolCallId: toolCallId ?? null });
      if (!isObject(answer) || !('content' in answer)) return failed('The app gave no result.');
      return { ...answer, content: answer.content };
    } catch (error) {
      return failed(error instanceof Error ? error.message : String(error));
    }
  };
}

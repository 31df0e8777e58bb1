import type { ChatKitOptions, ClientToolMessageInput } from '@xpert-ai/chatkit-types';

import type { Clock } from '../bridge/bridge';
import { isObject, type JsonObject, toJson } from '../json';
import type { ApprovalRequest } from './approvals';
import { question } from './question';
import type { ToolSettings } from './settings';

type OnClientTool = NonNullable<ChatKitOptions['onClientTool']>;
type Call = Parameters<OnClientTool>[0];

export type ToolPorts = {
  tools: () => ReadonlyMap<string, ToolSettings>;
  /** The thread that the calls belong to, as far as the chat told. */
  thread: () => string | null;
  /** Has Python run the tool. */
  ask: (data: object, signal: AbortSignal) => Promise<unknown>;
  approve: (request: ApprovalRequest, signal: AbortSignal) => Promise<boolean>;
  clock: Pick<Clock, 'setTimeout' | 'clearTimeout'>;
};

type Underway = { result: Promise<ClientToolMessageInput>; controller: AbortController };

const DEFAULTS: ToolSettings = { timeout: 120_000 };

/** Has Python run the agent's client tools. A call that fails answers the agent, so that the run goes on. */
export class ClientTools {
  readonly #ports: ToolPorts;
  readonly #underway = new Map<string | symbol, Underway>();

  constructor(ports: ToolPorts) {
    this.#ports = ports;
  }

  readonly call: OnClientTool = (call) => {
    const { name, id = null, tool_call_id: toolCallId = id } = call;
    // A frame that was interrupted, as by a change of the thread, may ask again.
    const key = toolCallId === null ? Symbol(name) : `${toolCallId} ${name}`;
    const known = this.#underway.get(key);
    if (known) return known.result;
    const controller = new AbortController();
    const result = this.#answer(call, toolCallId, controller).finally(() => {
      this.#underway.delete(key);
    });
    this.#underway.set(key, { result, controller });
    return result;
  };

  /** Nobody waits for the answers any more. */
  stop(reason: string): void {
    for (const { controller } of this.#underway.values()) controller.abort(new Error(reason));
  }

  async #answer(
    { name, params: raw }: Call,
    toolCallId: string | null,
    controller: AbortController,
  ): Promise<ClientToolMessageInput> {
    const failed = (content: string): ClientToolMessageInput => ({
      content,
      name,
      status: 'error',
      ...(toolCallId !== null && { tool_call_id: toolCallId }),
    });
    const tools = this.#ports.tools();
    if (tools.size === 0) return failed('The app offers no client tools.');
    const { confirm, timeout } = tools.get(name) ?? DEFAULTS;
    const threadId = this.#ports.thread();
    try {
      const params = toJson(raw);
      if (confirm !== undefined) {
        const known: JsonObject = isObject(params) ? params : {};
        const request = { question: question(confirm, known), params: known };
        if (!(await this.#ports.approve(request, controller.signal)))
          return failed(`The user refused to let "${name}" run. It did not run.`);
      }
      const approved = confirm !== undefined && { approved: true };
      const data = { name, params, toolCallId, threadId, ...approved };
      const answer = await this.#askInTime(data, timeout, controller);
      if (!isObject(answer) || !('content' in answer)) return failed('The app gave no result.');
      return { ...answer, content: answer.content };
    } catch (error) {
      return failed(error instanceof Error ? error.message : String(error));
    }
  }

  async #askInTime(data: { name: string }, timeout: number, controller: AbortController) {
    const { ask, clock } = this.#ports;
    const late = `The app did not finish "${data.name}" within ${timeout / 1000} seconds.`;
    const timer = clock.setTimeout(() => {
      controller.abort(new Error(late));
    }, timeout);
    try {
      return await ask(data, controller.signal);
    } finally {
      clock.clearTimeout(timer);
    }
  }
}

import { isObject } from '../json';

/** What the browser has to know of a client tool. */
export type ToolSettings = {
  /** What to ask the user first; `{name}` stands for an argument of the call. */
  confirm?: string;
  /** Milliseconds until the agent is told that the call took too long. */
  timeout: number;
};

const DEFAULT_TIMEOUT = 120_000;

const isPositive = (value: unknown): value is number =>
  typeof value === 'number' && Number.isFinite(value) && value > 0;

export function parseTools(raw: unknown): ReadonlyMap<string, ToolSettings> {
  const tools = new Map<string, ToolSettings>();
  for (const tool of Array.isArray(raw) ? raw : []) {
    if (!isObject(tool) || typeof tool.name !== 'string') continue;
    const { name, confirm, timeout } = tool;
    tools.set(name, {
      timeout: isPositive(timeout) ? timeout * 1000 : DEFAULT_TIMEOUT,
      ...(typeof confirm === 'string' && { confirm }),
    });
  }
  return tools;
}

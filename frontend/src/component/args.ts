import type { ChatKitOptions } from '@xpert-ai/chatkit-types';

import { parseInbound } from './bridge/parse';
import type { Inbound } from './bridge/types';
import { isObject, type JsonObject } from './json';
import { parseSecret, type Secret } from './secrets';
import type { ThemeMode } from './theme';

/** ChatKit options as JSON: what Python can say of them. */
export type JsonOptions = Omit<ChatKitOptions, 'api' | 'theme' | 'onClientTool'> & {
  api: { apiUrl: string; xpertId?: string };
};

/** The component's arguments, as `docs/bridge.md` describes them. */
export type ComponentArgs = {
  inbound: Inbound;
  subscribe: ReadonlySet<string>;
  secret: Secret | null;
  hasTools: boolean;
  options: JsonOptions;
  theme: { mode: ThemeMode; streamlit: JsonObject };
  height: number;
};

const DEFAULT_HEIGHT = 640;

const list = (raw: unknown): unknown[] => (Array.isArray(raw) ? raw : []);

function parseMode(raw: unknown): ThemeMode {
  return raw === 'light' || raw === 'dark' || isObject(raw) ? raw : 'auto';
}

function parseHeight(raw: unknown): number {
  return typeof raw === 'number' && Number.isFinite(raw) && raw >= 0 ? raw : DEFAULT_HEIGHT;
}

/** Reads the arguments, or `null` when they are not this component's. */
export function parseArgs(raw: unknown): ComponentArgs | null {
  const inbound = parseInbound(raw);
  if (!inbound || !isObject(raw)) return null;
  const { options } = raw;
  if (!isObject(options) || !isObject(options.api) || typeof options.api.apiUrl !== 'string')
    return null;
  const theme = isObject(raw.theme) ? raw.theme : {};
  return {
    inbound,
    subscribe: new Set(list(raw.subscribe).filter((name) => typeof name === 'string')),
    secret: parseSecret(raw.secret),
    hasTools: list(raw.tools).length > 0,
    // Python has validated them key by key, and the element has its own checks.
    options: options as JsonOptions,
    theme: {
      mode: parseMode(theme.mode),
      streamlit: isObject(theme.streamlit) ? theme.streamlit : {},
    },
    height: parseHeight(raw.height),
  };
}

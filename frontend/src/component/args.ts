import type { ChatKitOptions, Entity } from '@xpert-ai/chatkit-types';

import { parseInbound } from './bridge/parse';
import type { Inbound } from './bridge/types';
import { isObject, type JsonObject } from './json';
import { parseSecret, type Secret } from './secrets';
import type { ThemeMode } from './theme';
import { parseTools, type ToolSettings } from './tools/settings';

/** ChatKit options as JSON: what Python can say of them. */
export type JsonOptions = Omit<ChatKitOptions, 'api' | 'theme' | 'onClientTool'> & {
  api: { apiUrl: string; xpertId?: string };
};

/** The component's arguments, as `docs/bridge.md` describes them. */
export type ComponentArgs = {
  inbound: Inbound;
  subscribe: ReadonlySet<string>;
  secret: Secret | null;
  tools: ReadonlyMap<string, ToolSettings>;
  callbacks: ReadonlySet<string>;
  entities: readonly Entity[] | null;
  identity: string | null;
  persist: 'session' | 'url' | null;
  options: JsonOptions;
  theme: { mode: ThemeMode; streamlit: JsonObject };
  layout: 'inline' | 'floating';
  height: Height;
};

/** In pixels, or what the container has. */
export type Height = number | 'stretch';

const DEFAULT_HEIGHT = 640;

const list = (raw: unknown): unknown[] => (Array.isArray(raw) ? raw : []);

const names = (raw: unknown) =>
  new Set(list(raw).filter((name): name is string => typeof name === 'string'));

function parseMode(raw: unknown): ThemeMode {
  return raw === 'light' || raw === 'dark' || isObject(raw) ? raw : 'auto';
}

function parseHeight(raw: unknown): Height {
  if (raw === 'stretch') return raw;
  return typeof raw === 'number' && Number.isFinite(raw) && raw >= 0 ? raw : DEFAULT_HEIGHT;
}

const isEntity = (raw: unknown): raw is Entity =>
  isObject(raw) && typeof raw.id === 'string' && typeof raw.title === 'string';

/** Reads the arguments, or `null` when they are not this component's. */
export function parseArgs(raw: unknown): ComponentArgs | null {
  const inbound = parseInbound(raw);
  if (!inbound || !isObject(raw)) return null;
  const { options, identity, persist } = raw;
  if (!isObject(options) || !isObject(options.api) || typeof options.api.apiUrl !== 'string')
    return null;
  const theme = isObject(raw.theme) ? raw.theme : {};
  return {
    inbound,
    subscribe: names(raw.subscribe),
    secret: parseSecret(raw.secret),
    tools: parseTools(raw.tools),
    callbacks: names(raw.callbacks),
    entities: Array.isArray(raw.entities) ? raw.entities.filter(isEntity) : null,
    identity: typeof identity === 'string' && identity !== '' ? identity : null,
    persist: persist === 'session' || persist === 'url' ? persist : null,
    // Python has validated them key by key, and the element has its own checks.
    options: options as JsonOptions,
    theme: {
      mode: parseMode(theme.mode),
      streamlit: isObject(theme.streamlit) ? theme.streamlit : {},
    },
    layout: raw.layout === 'floating' ? 'floating' : 'inline',
    height: parseHeight(raw.height),
  };
}

import type { StartPrompt, ViewOptions } from '../state/store';
import { parseComposerOptions } from './composerOptions';
import { asList, asRecord, asText, isRecord, type JsonRecord } from './json';
import { normalizeLocale } from '../../shared/locale/normalize';

/** Stands for a function that the host keeps; never text. */
export const METHOD_PLACEHOLDER = '[ChatKitMethod]';

/** Used by the vendor's frame when the host names no API. */
export const DEFAULT_API_URL = 'https://api.xpertai.cn/api/ai';

/** What the host adds to each run. */
export type RequestOptions = { state: JsonRecord; context: JsonRecord; config: JsonRecord };

/** The host's options, reduced to what this frame honours. */
export type FrameOptions = {
  view: ViewOptions;
  api: { baseUrl: string; assistantId: string | null; hasSecretHandler: boolean };
  request: RequestOptions;
  /** `undefined`: the host says nothing; `null`: the new-thread view. */
  initialThread: string | null | undefined;
  /** The raw theme option, which the interface interprets. */
  theme: unknown;
};

/** Reads options as they arrive in the hash and in `onSetOptions`. Never throws. */
export function parseOptions(raw: unknown): FrameOptions {
  const options = asRecord(raw);
  const api = asRecord(options.api);
  const request = asRecord(options.request);
  return {
    view: parseViewOptions(options),
    api: {
      baseUrl: (text(api.apiUrl) ?? DEFAULT_API_URL).replace(/\/+$/, ''),
      assistantId: text(api.xpertId),
      hasSecretHandler: api.getClientSecret === METHOD_PLACEHOLDER,
    },
    request: {
      state: asRecord(withoutMethods(request.state)),
      context: asRecord(withoutMethods(request.context)),
      config: asRecord(withoutMethods(request.config)),
    },
    initialThread:
      options.initialThread === null ? null : (text(options.initialThread) ?? undefined),
    theme: withoutMethods(options.theme),
  };
}

function parseViewOptions(options: JsonRecord): ViewOptions {
  const header = asRecord(options.header);
  const title = asRecord(header.title);
  const startScreen = asRecord(options.startScreen);
  const disclaimer = asRecord(options.disclaimer);
  const history = asRecord(options.history);
  const itemActions = asRecord(options.threadItemActions);
  const entities = asRecord(options.entities);
  const disclaimerText = text(disclaimer.text);
  return {
    locale: normalizeLocale(text(options.locale)),
    greeting: text(startScreen.greeting),
    prompts: asList(startScreen.prompts).flatMap(parsePrompt),
    composer: parseComposerOptions(withoutMethods(options.composer)),
    entities: {
      search: entities.onTagSearch === METHOD_PLACEHOLDER,
      click: entities.onClick === METHOD_PLACEHOLDER,
      preview: entities.onRequestPreview === METHOD_PLACEHOLDER,
    },
    disclaimer:
      disclaimerText === null
        ? null
        : { text: disclaimerText, highContrast: disclaimer.highContrast === true },
    header: {
      enabled: header.enabled !== false,
      title: text(title.text),
      showTitle: title.enabled !== false,
      leftIcon: text(asRecord(header.leftAction).icon),
      rightIcon: text(asRecord(header.rightAction).icon),
    },
    history: {
      enabled: history.enabled !== false,
      canDelete: history.showDelete !== false,
      canRename: history.showRename !== false,
    },
    messageActions: { feedback: itemActions.feedback === true, retry: itemActions.retry !== false },
    pet: hasPet(options.pet),
    reasoning: REASONING.find((mode) => mode === options.reasoning) ?? 'full',
    mediaHosts: parseMediaHosts(options),
  };
}

function hasPet(pet: unknown): boolean {
  return pet === true || (isRecord(pet) && pet.enabled !== false);
}

const REASONING = ['full', 'collapsed', 'hidden'] as const;

/** The API's own host, and those that the host page names. */
function parseMediaHosts(options: JsonRecord): string[] {
  const apiUrl = text(asRecord(options.api).apiUrl) ?? DEFAULT_API_URL;
  const own = URL.canParse(apiUrl) ? [new URL(apiUrl).host] : [];
  return [...own, ...asList(options.mediaHosts).filter((host) => typeof host === 'string')];
}

function parsePrompt(raw: unknown): StartPrompt[] {
  const { label, prompt, icon } = asRecord(raw);
  const sent = text(prompt) ?? text(label);
  if (sent === null) return [];
  const iconName = text(icon);
  return [
    { label: text(label) ?? sent, prompt: sent, ...(iconName === null ? {} : { icon: iconName }) },
  ];
}

function text(value: unknown): string | null {
  return value === METHOD_PLACEHOLDER ? null : asText(value);
}

/** The value without functions of the host, at any depth. */
export function withoutMethods(value: unknown): unknown {
  if (value === METHOD_PLACEHOLDER) return undefined;
  if (Array.isArray(value)) return value.map(withoutMethods).filter((item) => item !== undefined);
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .map(([key, item]) => [key, withoutMethods(item)] as const)
      .filter(([, item]) => item !== undefined),
  );
}

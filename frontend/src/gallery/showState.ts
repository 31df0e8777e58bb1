import { loadSpeech } from '../frame/i18n/languages';
import { resolveTag } from '../frame/i18n/locale';
import { renderChat } from '../frame/ui/render';
import type { ChatSnapshot } from '../frame/state/store';
import type { Message } from '../frame/state/types';
import { languageOf } from '../shared/locale/languages';
import { acts, drawn, surroundings } from './acts';
import { onLookChange, readLook } from './address';
import { fakeStore } from './fakeStore';
import { liveStore } from './live';
import { states } from './states';
import { themeOf } from './themes';
import { answers, writings } from './writings';

const look = () => readLook(location.hash);

/** Parts of the chat that are loaded when they are first needed. */
const loadLater = () =>
  Promise.all([
    import('../frame/history/HistoryPanel'),
    import('../frame/prompts/ApprovalCard'),
    import('../frame/prompts/QuestionCard'),
    import('../frame/steps/StepContentView'),
    import('../frame/ui/HeaderAction'),
    import('../frame/widgets/Widgets'),
  ]);

const hasWidget = (message: Message) =>
  message.role === 'assistant' && message.parts.some(({ type }) => type === 'widget');

const partsOf = ({ history, thread, options }: ChatSnapshot) => [
  ...(history.open ? ['history'] : []),
  ...(thread.prompt ? [thread.prompt.kind] : []),
  ...(options.header.leftIcon ? ['header action'] : []),
  ...(thread.messages.some(hasWidget) ? ['widgets'] : []),
];

/** Parts that an act brings about. */
const partsOfActs: Readonly<Record<string, readonly string[]>> = {
  'steps-open': ['step content'],
  'reasoning-open': ['step content'],
  'entity-preview': ['widgets'],
};

const drawnBefore = new Set<string>();

/** React leaves the stand-in of what it had to load for 300 ms, also when that is there at once. */
async function revealed(parts: readonly string[]) {
  await drawn(); // The time counts from when the stand-in is there.
  if (parts.every((part) => drawnBefore.has(part))) return;
  await new Promise((resolve) => setTimeout(resolve, 350));
  for (const part of parts) drawnBefore.add(part);
}

/** Draws one state as the page of a chat until the returned clean-up; `live` answers what is sent. */
export async function showState(
  root: HTMLElement,
  name: string,
  live: boolean,
): Promise<() => void> {
  const state = states[name];
  if (!state) throw new Error(`There is no state ${name}.`);
  const locale = () => look().locale ?? state.options.locale;
  await Promise.all([
    loadLater(),
    loadSpeech(languageOf(resolveTag(locale(), navigator.language))),
  ]);
  surroundings[name]?.();
  const store = live ? liveStore(state) : fakeStore(state, {}, answers);
  const speak = () => {
    store.update((snapshot) => ({
      ...snapshot,
      options: { ...snapshot.options, locale: locale() },
    }));
  };
  speak();
  const stopSpeaking = onLookChange(speak);
  writings[name]?.(store.composing);
  const stopDrawing = renderChat(root, store, {
    getTheme: () => themeOf(look().theme),
    subscribe: onLookChange,
  });
  await revealed(partsOf(state));
  await acts[name]?.();
  await revealed(partsOfActs[name] ?? []);
  return () => {
    stopDrawing();
    stopSpeaking();
  };
}

import { renderChat } from '../frame/ui/render';
import type { ChatSnapshot } from '../frame/state/store';
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

const loadsLater = ({ history, thread, options }: ChatSnapshot) =>
  history.open ||
  thread.prompt !== null ||
  options.header.leftIcon !== null ||
  thread.messages.some(
    (message) =>
      message.role === 'assistant' && message.parts.some(({ type }) => type === 'widget'),
  );

/** React leaves the stand-in of what it had to load for 300 ms, also when that is there at once. */
const revealed = () => new Promise((resolve) => setTimeout(resolve, 350));

/** Draws one state as the page of a chat; `live` answers what is sent. */
export async function showState(root: HTMLElement, name: string, live: boolean) {
  const state = states[name];
  if (!state) throw new Error(`There is no state ${name}.`);
  await loadLater();
  surroundings[name]?.();
  const store = live ? liveStore(state) : fakeStore(state, {}, answers);
  const speak = () => {
    const locale = look().locale ?? state.options.locale;
    store.update((snapshot) => ({ ...snapshot, options: { ...snapshot.options, locale } }));
  };
  speak();
  onLookChange(speak);
  writings[name]?.(store.composing);
  renderChat(root, store, { getTheme: () => themeOf(look().theme), subscribe: onLookChange });
  await (loadsLater(state) ? revealed() : drawn());
  await acts[name]?.();
  await drawn();
}

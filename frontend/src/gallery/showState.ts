import { renderChat } from '../frame/ui/render';
import { acts, surroundings } from './acts';
import { onLookChange, readLook } from './address';
import { fakeStore } from './fakeStore';
import { liveStore } from './live';
import { states } from './states';
import { themes } from './themes';
import { answers, writings } from './writings';

const look = () => readLook(location.hash);

/** Draws one state as the page of a chat; `live` answers what is sent. */
export async function showState(root: HTMLElement, name: string, live: boolean) {
  const state = states[name];
  if (!state) throw new Error(`There is no state ${name}.`);
  surroundings[name]?.();
  const store = live ? liveStore(state) : fakeStore(state, {}, answers);
  const speak = () => {
    const locale = look().locale ?? state.options.locale;
    store.update((snapshot) => ({ ...snapshot, options: { ...snapshot.options, locale } }));
  };
  speak();
  onLookChange(speak);
  writings[name]?.(store.composing);
  renderChat(root, store, { getTheme: () => themes[look().theme], subscribe: onLookChange });
  await acts[name]?.();
}

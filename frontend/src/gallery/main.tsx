import { createRoot } from 'react-dom/client';

import { answers, writings } from './composerStates';
import { fakeStore } from './fakeStore';
import { Gallery } from './Gallery';
import { liveStore } from './live';
import { states } from './states';
import { themes } from './themes';

async function showState(root: HTMLElement, query: URLSearchParams, name: string) {
  // The chat's page styles are for a page of its own, not for the list.
  const { renderChat } = await import('../frame/ui/render');
  const state = states[name];
  if (!state) throw new Error(`There is no state ${name}.`);
  const theme = themes[query.get('theme') ?? 'light'];
  const store = query.has('live') ? liveStore(state) : fakeStore(state, {}, answers);
  writings[name]?.(store.composing);
  renderChat(root, store, {
    getTheme: () => theme,
    subscribe: () => () => undefined,
  });
}

const query = new URLSearchParams(location.search);
const name = query.get('state');
const root = document.getElementById('root');
if (!root) throw new Error('The page has no #root.');
if (name === null) {
  createRoot(root).render(<Gallery states={Object.keys(states)} themes={Object.keys(themes)} />);
} else {
  void showState(root, query, name);
}

import { createRoot } from 'react-dom/client';

import { surroundings } from './acts';
import { componentStates } from './componentStates';

const root = document.getElementById('root');
if (!root) throw new Error('The page has no #root.');
/** `null`: what the state did to its page stays. */
let leave: (() => void) | null = null;

async function show(root: HTMLElement, state: string, live: boolean) {
  if (state in componentStates) {
    const { showInApp } = await import('./showInApp');
    await showInApp(root, state);
  } else {
    const { showState } = await import('./showState');
    const stop = await showState(root, state, live);
    leave = state in surroundings ? null : stop;
  }
  // For the tests: nothing more will be drawn by itself.
  document.documentElement.dataset.shown = state;
}

/** Shows the state of another address in this page; false if it must be loaded for that. */
async function changeState(address: string): Promise<boolean> {
  const state = new URLSearchParams(new URL(address, location.href).search).get('state') ?? '';
  if (!root || !leave || state in componentStates || state in surroundings) return false;
  leave();
  leave = null;
  delete document.documentElement.dataset.shown;
  history.replaceState(null, '', address);
  await show(root, state, false);
  return true;
}

async function showGallery(root: HTMLElement) {
  const { Gallery } = await import('./Gallery');
  createRoot(root).render(<Gallery />);
}

const query = new URLSearchParams(location.search);
const state = query.get('state');
// For the tests, too, which look at all states.
Object.assign(window, { changeState });
// The page styles of a chat or a component are not for the list of states, hence the imports there.
void (state === null ? showGallery(root) : show(root, state, query.has('live')));

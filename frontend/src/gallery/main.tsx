import { createRoot } from 'react-dom/client';

import { componentStates } from './componentStates';

async function show(root: HTMLElement, state: string, live: boolean) {
  if (state in componentStates) {
    const { showInApp } = await import('./showInApp');
    showInApp(root, state);
  } else {
    const { showState } = await import('./showState');
    await showState(root, state, live);
  }
  // For the tests: nothing more will be drawn by itself.
  document.documentElement.dataset.shown = state;
}

async function showGallery(root: HTMLElement) {
  const { Gallery } = await import('./Gallery');
  createRoot(root).render(<Gallery />);
}

const root = document.getElementById('root');
if (!root) throw new Error('The page has no #root.');
const query = new URLSearchParams(location.search);
const state = query.get('state');
// The page styles of a chat or a component are not for the list of states, hence the imports there.
void (state === null ? showGallery(root) : show(root, state, query.has('live')));

import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';

import { App } from './App';
import { Runtime } from './runtime';
import { tabStorage } from './storage';
import { connectStreamlit, setHeight, setValue } from './streamlit/host';
import { onReconnect, reviver } from './streamlit/revive';

/** Random enough to tell mounts apart; `crypto.randomUUID` is missing on pages without TLS. */
function randomId(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))]
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('');
}

function start(container: HTMLElement) {
  const runtime = new Runtime({
    mount: randomId(),
    clock: {
      now: () => performance.now(),
      setTimeout: (callback, delay) => window.setTimeout(callback, delay),
      clearTimeout: (timer) => {
        window.clearTimeout(timer);
      },
    },
    storage: tabStorage(() => window.sessionStorage),
    setValue,
    setHeight,
    unheard: reviver(
      () => window.parent.document,
      () => performance.now(),
    ),
  });
  connectStreamlit(runtime.render);
  onReconnect(() => window.parent.document, runtime.reconnected);
  createRoot(container).render(
    <StrictMode>
      <App runtime={runtime} />
    </StrictMode>,
  );
}

const container = document.getElementById('root');
if (container) start(container);

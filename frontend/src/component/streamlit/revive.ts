/** Between two reruns, should one not have helped. */
const PAUSE = 60_000;

const APP = '[data-testid="stApp"][data-test-connection-state="CONNECTED"]';
const IDLE = `${APP}[data-test-script-state="notRunning"]`;

/** Calls back each time that the page is connected to the app again. */
export function onReconnect(page: () => Document, listener: () => void): void {
  try {
    const app = page().querySelector('[data-testid="stApp"]');
    if (!app) return;
    let connected = app.matches(APP);
    new MutationObserver(() => {
      const before = connected;
      connected = app.matches(APP);
      if (connected && !before) listener();
    }).observe(app, { attributeFilter: ['data-test-connection-state'] });
  } catch {
    // The page is of another origin.
  }
}

function pressRerun(page: Document): void {
  const key = { key: 'r', code: 'KeyR', keyCode: 82, which: 82, bubbles: true };
  for (const type of ['keydown', 'keyup']) page.body.dispatchEvent(new KeyboardEvent(type, key));
}

/**
 * Returns what to do when Python does not answer: a server that was restarted does not know the
 * chat of an open page, and drops what it says, until the app has run. A component cannot ask for
 * that, so this presses Streamlit's own key for it. Never while the app works or is not connected:
 * then the answer comes later.
 */
export function reviver(page: () => Document, now: () => number): () => void {
  let last = -Infinity;
  return () => {
    if (now() - last < PAUSE) return;
    try {
      const found = page();
      if (!found.querySelector(IDLE)) return;
      last = now();
      pressRerun(found);
    } catch {
      // The page is of another origin.
    }
  };
}

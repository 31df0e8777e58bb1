import { FULL_SCREEN, type Size } from './geometry';

/**
 * The app's page around the component's frame.
 *
 * Streamlit serves a component from the app's own origin, so it may look at the page. Where it may
 * not, the panel cannot be made wider, and all else works.
 */
function frame(): Element | null {
  try {
    return window.frameElement;
  } catch {
    return null;
  }
}

const view = () => frame()?.ownerDocument.defaultView ?? null;

export function pageSize(): Size {
  const page = view();
  return page
    ? { width: page.innerWidth, height: page.innerHeight }
    : { width: window.screen.availWidth, height: window.screen.availHeight };
}

export function pageDirection(): 'ltr' | 'rtl' {
  const element = frame();
  const direction = element && view()?.getComputedStyle(element).direction;
  return direction === 'rtl' ? 'rtl' : 'ltr';
}

const fullScreenQuery = () => (view() ?? window).matchMedia(FULL_SCREEN);

export const isFullScreen = () => fullScreenQuery().matches;

export function onFullScreenChange(listener: () => void): () => void {
  const query = fullScreenQuery();
  query.addEventListener('change', listener);
  return () => {
    query.removeEventListener('change', listener);
  };
}

/** Tells the app's style sheet how wide the panel is, and how round. */
export function setPanelStyle(width: number, radius: string): void {
  // Both the chat's container and the component's have a class of their key; the outer one floats.
  const container = frame()
    ?.closest('[data-testid="stElementContainer"]')
    ?.parentElement?.closest<HTMLElement>('[class*="st-key-chatkit-"]');
  container?.style.setProperty('--chatkit-width', `${width}px`);
  container?.style.setProperty('--chatkit-radius', radius);
}

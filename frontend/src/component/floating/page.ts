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

export function onPageResize(listener: () => void): () => void {
  const page = view() ?? window;
  page.addEventListener('resize', listener);
  return () => {
    page.removeEventListener('resize', listener);
  };
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

/** Both the chat's container and the component's have a class of their key; the outer one floats. */
const container = () =>
  frame()
    ?.closest('[data-testid="stElementContainer"]')
    ?.parentElement?.closest<HTMLElement>('[class*="st-key-chatkit-"]') ?? null;

/** Tells the app's style sheet how wide the panel is, and how round. */
export function setPanelStyle(width: number, radius: string): void {
  const { style } = container() ?? {};
  style?.setProperty('--chatkit-width', `${width}px`);
  style?.setProperty('--chatkit-radius', radius);
}

/** How much of the page's lower edge each floating chat takes, in pixels, is written on its container. */
const TAKES = 'data-chatkit-takes';

/** Puts the floating chats of the page beside each other, in their order in it. */
function arrange(page: Document): void {
  let taken = 0;
  for (const chat of page.querySelectorAll<HTMLElement>(`[${TAKES}]`)) {
    chat.style.setProperty('--chatkit-offset', `${taken}px`);
    taken += Number(chat.getAttribute(TAKES));
  }
}

/** Takes a place beside the page's other floating chats, until it is given up or the frame is gone. */
export function takePlace(width: number): () => void {
  const own = container();
  if (!own) return () => undefined;
  own.setAttribute(TAKES, String(width));
  arrange(own.ownerDocument);
  const leave = () => {
    own.removeAttribute(TAKES);
    arrange(own.ownerDocument);
  };
  window.addEventListener('pagehide', leave);
  return () => {
    window.removeEventListener('pagehide', leave);
    leave();
  };
}

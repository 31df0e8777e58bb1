import type { Height } from '../args';

export type Size = { width: number; height: number };

/** Height of a frame that holds the bubble alone; the app's style sheet tells by it. */
export const BUBBLE = 72;
export const PANEL_WIDTH = 400;
/** Screens of the app's page that the open panel fills. */
export const FULL_SCREEN = '(max-width: 640px), (max-height: 480px)';

const MINIMUM: Size = { width: 320, height: 320 };
const MAXIMUM_WIDTH = 960;
/** Between the panel and the edges of the page. */
const MARGIN = 32;
const STEP = 16;
const LARGE_STEP = 64;

const within = (value: number, low: number, high: number) =>
  Math.round(Math.max(Math.min(low, high), Math.min(high, value)));

/** The size that the panel gets: as wanted, else its standard, inside the page and the app's limit. */
export function fit(wanted: Size | null, limit: Height, page: Size): Size {
  const height = Math.min(limit === 'stretch' ? Infinity : limit, page.height - MARGIN);
  const width = Math.min(MAXIMUM_WIDTH, page.width - MARGIN);
  return {
    width: within(wanted?.width ?? PANEL_WIDTH, MINIMUM.width, width),
    height: within(wanted?.height ?? height, MINIMUM.height, height),
  };
}

/** What a chat takes of the page's lower edge, with the gap to the next one. */
export const taken = (open: boolean, width: number) => (open ? width + MARGIN / 2 : BUBBLE);

/** The size after a key on the corner that moves; `null` for keys that do not resize. */
export function resizeByKey(size: Size, key: string, fast: boolean, rtl: boolean): Size | null {
  const step = fast ? LARGE_STEP : STEP;
  const outwards = rtl ? 'ArrowRight' : 'ArrowLeft';
  const inwards = rtl ? 'ArrowLeft' : 'ArrowRight';
  switch (key) {
    case outwards:
      return { ...size, width: size.width + step };
    case inwards:
      return { ...size, width: size.width - step };
    case 'ArrowUp':
      return { ...size, height: size.height + step };
    case 'ArrowDown':
      return { ...size, height: size.height - step };
    default:
      return null;
  }
}

/** The size after the corner moved from one place of the screen to another. */
export function resizeByDrag(size: Size, dx: number, dy: number, rtl: boolean): Size {
  return { width: size.width + (rtl ? dx : -dx), height: size.height - dy };
}

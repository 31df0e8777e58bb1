import { type ColorResolver, parseColor, type Rgb } from './color';
import type { FontSource } from './parse';
import { themeStyle } from './style';

/** The raw theme option of the host, and a signal when it changes. */
export type ThemeSource = {
  getTheme: () => unknown;
  subscribe: (listener: () => void) => () => void;
};

/** Paints one pixel: the only way to have the browser convert names, `oklch()`, `color()` … to sRGB. */
function paint(document: Document, css: string, over: Rgb): Rgb | null {
  if (document.defaultView?.CSS.supports('color', css) !== true) return null;
  const canvas = document.createElement('canvas');
  canvas.width = 1;
  canvas.height = 1;
  const context = canvas.getContext('2d');
  if (!context) return null;
  context.fillStyle = `rgb(${over.join(' ')})`;
  context.fillRect(0, 0, 1, 1);
  context.fillStyle = css;
  context.fillRect(0, 0, 1, 1);
  const [red = 0, green = 0, blue = 0] = context.getImageData(0, 0, 1, 1).data;
  return [red, green, blue];
}

const loaded = new Set<string>();

function loadFont(document: Document, { family, src, descriptors }: FontSource) {
  const source = /^(url|local)\(/.test(src) ? src : `url(${JSON.stringify(src)})`;
  const id = JSON.stringify([family, source, descriptors]);
  if (loaded.has(id) || typeof FontFace === 'undefined') return;
  loaded.add(id);
  // Downloaded when a text first needs it; until then, and if it fails, the stack's next family stands in.
  document.fonts.add(new FontFace(family, source, descriptors));
}

function apply(document: Document, raw: unknown) {
  const resolve: ColorResolver = (css, over) => parseColor(css, over) ?? paint(document, css, over);
  const style = themeStyle(raw, resolve);
  const root = document.documentElement;
  root.style.colorScheme = style.colorScheme;
  root.dataset.colorScheme = style.colorScheme;
  for (const [name, value] of Object.entries(style.variables)) root.style.setProperty(name, value);
  for (const font of style.fonts) loadFont(document, font);
}

/** Applies the theme to the document now and whenever it changes; returns the clean-up. */
export function followTheme(document: Document, source: ThemeSource): () => void {
  apply(document, source.getTheme());
  return source.subscribe(() => {
    apply(document, source.getTheme());
  });
}

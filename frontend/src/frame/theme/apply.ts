import { documentColors } from '../../shared/theme/documentColors';
import type { FontSource } from '../../shared/theme/parse';
import { themeStyle } from '../../shared/theme/style';

/** The raw theme option of the host, and a signal when it changes. */
export type ThemeSource = {
  getTheme: () => unknown;
  subscribe: (listener: () => void) => () => void;
};

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
  const style = themeStyle(raw, documentColors(document));
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

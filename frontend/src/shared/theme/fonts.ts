import type { FontSource } from './parse';

const loaded = new Set<string>();

function loadFont(document: Document, { family, src, descriptors }: FontSource) {
  const source = /^(url|local)\(/.test(src) ? src : `url(${JSON.stringify(src)})`;
  const id = JSON.stringify([family, source, descriptors]);
  if (loaded.has(id) || typeof FontFace === 'undefined') return;
  loaded.add(id);
  // Downloaded when a text first needs it; until then, and if it fails, the stack's next family stands in.
  document.fonts.add(new FontFace(family, source, descriptors));
}

/** Makes the fonts known to the document, each once. */
export function loadFonts(document: Document, fonts: readonly FontSource[]): void {
  for (const font of fonts) loadFont(document, font);
}

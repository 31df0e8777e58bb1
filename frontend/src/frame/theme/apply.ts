import { documentColors } from '../../shared/theme/documentColors';
import { loadFonts } from '../../shared/theme/fonts';
import { themeStyle } from '../../shared/theme/style';

/** The raw theme option of the host, and a signal when it changes. */
export type ThemeSource = {
  getTheme: () => unknown;
  subscribe: (listener: () => void) => () => void;
};

function apply(document: Document, raw: unknown) {
  const style = themeStyle(raw, documentColors(document));
  const root = document.documentElement;
  root.style.colorScheme = style.colorScheme;
  root.dataset.colorScheme = style.colorScheme;
  for (const [name, value] of Object.entries(style.variables)) root.style.setProperty(name, value);
  loadFonts(document, style.fonts);
}

/** Applies the theme to the document now and whenever it changes; returns the clean-up. */
export function followTheme(document: Document, source: ThemeSource): () => void {
  apply(document, source.getTheme());
  return source.subscribe(() => {
    apply(document, source.getTheme());
  });
}

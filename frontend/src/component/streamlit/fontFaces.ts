import type { FontObject } from '@xpert-ai/chatkit-types';

const DESCRIPTORS = {
  weight: 'font-weight',
  style: 'font-style',
  unicodeRange: 'unicode-range',
} as const;

/** `url()`s of a style sheet are relative to the sheet; the chat's page is somewhere else. */
function absolute(src: string, base: string): string {
  return src.replace(/url\(\s*(["']?)(.*?)\1\s*\)/g, (_, __, url: string) => {
    return `url(${JSON.stringify(new URL(url, base).href)})`;
  });
}

function fontFace({ style }: CSSFontFaceRule, base: string): FontObject {
  const value = (name: string) => style.getPropertyValue(name).trim();
  const descriptors = Object.entries(DESCRIPTORS).flatMap(([key, name]) =>
    value(name) === '' ? [] : [[key, value(name)]],
  );
  return {
    family: value('font-family').replace(/^(["'])(.*)\1$/, '$2'),
    src: absolute(value('src'), base),
    ...(Object.fromEntries(descriptors) as Partial<FontObject>),
  };
}

function rulesOf(sheet: CSSStyleSheet): CSSRule[] {
  try {
    return [...sheet.cssRules];
  } catch {
    return []; // a sheet of another origin, such as an extension's
  }
}

/**
 * The fonts that the app's page declares: Streamlit's own and those of `theme.fontFaces`.
 *
 * Streamlit tells a component the names of its fonts but not where they are. A v1 component is on
 * the app's origin and may look; when it is not, the fonts of the visitor's system stand in.
 */
export function pageFontFaces(app: Window): FontObject[] {
  try {
    const { document } = app;
    return [...document.styleSheets].flatMap((sheet) =>
      rulesOf(sheet)
        .filter((rule) => rule.cssText.startsWith('@font-face'))
        .map((rule) => fontFace(rule as CSSFontFaceRule, sheet.href ?? document.baseURI)),
    );
  } catch {
    return [];
  }
}

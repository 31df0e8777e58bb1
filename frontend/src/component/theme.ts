import type { ChatKitTheme, FontObject } from '@xpert-ai/chatkit-types';

import { isObject, type JsonObject } from './json';
import { grayscaleOf, type Scheme, schemeOf } from './themeColors';

/** What the app asks for: follow Streamlit, force a scheme, or set single fields of the theme. */
export type ThemeMode = 'auto' | 'light' | 'dark' | ChatKitTheme;

type Radius = NonNullable<ChatKitTheme['radius']>;
type BaseSize = NonNullable<NonNullable<ChatKitTheme['typography']>['baseSize']>;

const REM = 16;

/** Streamlit's names for `theme.baseRadius`, in pixels. */
const NAMED_RADII: Record<string, number> = {
  none: 0,
  small: 5.6,
  medium: 8,
  large: 16,
  full: 9999,
};
const STREAMLIT_RADIUS = 8;
const STREAMLIT_CODE_FONT = 'Source Code Pro';

const text = (value: unknown) =>
  typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;

/** A length in pixels: a number, `"10px"`, `"0.5rem"`, or a plain number in a string. */
function pixels(value: unknown): number | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined;
  const [, amount, unit] = /^(\d*\.?\d+)\s*(px|rem|em)?$/i.exec(text(value) ?? '') ?? [];
  if (amount === undefined) return undefined;
  return Number(amount) * (unit?.toLowerCase().endsWith('em') ? REM : 1);
}

function radiusOf(value: unknown): Radius {
  const size = NAMED_RADII[text(value)?.toLowerCase() ?? ''] ?? pixels(value) ?? STREAMLIT_RADIUS;
  if (size < 3) return 'sharp';
  if (size <= 10) return 'soft';
  return size <= 20 ? 'round' : 'pill';
}

function baseSizeOf(value: unknown): BaseSize | undefined {
  const size = pixels(value);
  return size === undefined
    ? undefined
    : (Math.min(18, Math.max(14, Math.round(size))) as BaseSize);
}

/** Leaves out what is undefined or empty, so that equal themes are equal JSON. */
function compact<T extends object>(
  value: T,
): Partial<{ [K in keyof T]: NonNullable<T[K]> }> | undefined {
  const entries = Object.entries(value).filter(([, item]) => item !== undefined);
  return entries.length === 0
    ? undefined
    : (Object.fromEntries(entries) as Partial<{ [K in keyof T]: NonNullable<T[K]> }>);
}

/** The names in a CSS font stack, unquoted. */
const families = (stack: string | undefined) =>
  (stack ?? '').split(',').map((name) => name.trim().replace(/^(["'])(.*)\1$/, '$2'));

function typographyOf(render: JsonObject, extras: JsonObject, faces: readonly FontObject[]) {
  const fontFamily = text(render.bodyFont) ?? text(render.font);
  const hasCodeFont = faces.some(({ family }) => family === STREAMLIT_CODE_FONT);
  const fontFamilyMono =
    text(extras.codeFont) ?? (hasCodeFont ? `"${STREAMLIT_CODE_FONT}", monospace` : undefined);
  const used = new Set([...families(fontFamily), ...families(fontFamilyMono)]);
  const fontSources = faces.filter(({ family }) => used.has(family));
  return compact({
    fontFamily,
    fontFamilyMono,
    baseSize: baseSizeOf(extras.baseFontSize),
    fontSources: fontSources.length === 0 ? undefined : fontSources,
  });
}

function mapped(
  render: JsonObject,
  settings: JsonObject,
  faces: readonly FontObject[],
  forced: Scheme | undefined,
): ChatKitTheme {
  const own = schemeOf(text(render.backgroundColor), render.base);
  const extras = isObject(settings[own]) ? { ...settings, ...settings[own] } : settings;
  const primary = text(render.primaryColor);
  const background = text(render.backgroundColor);
  const foreground = text(render.textColor);
  // A forced scheme needs the chat's own surfaces: Streamlit's belong to the other one.
  const ownSurfaces = (forced ?? own) === own;
  const color = compact({
    grayscale: ownSurfaces ? grayscaleOf(text(render.secondaryBackgroundColor)) : undefined,
    accent: primary === undefined ? undefined : { primary, level: 1 as const },
    surface:
      ownSurfaces && background !== undefined && foreground !== undefined
        ? { background, foreground }
        : undefined,
  });
  const typography = typographyOf(render, extras, faces);
  return {
    colorScheme: forced ?? own,
    radius: radiusOf(extras.baseRadius),
    ...(typography && { typography }),
    ...(color && { color }),
  };
}

function override(base: JsonObject, over: JsonObject): JsonObject {
  const merged = { ...base };
  for (const [key, value] of Object.entries(over)) {
    const below = merged[key];
    merged[key] = isObject(below) && isObject(value) ? override(below, value) : value;
  }
  return merged;
}

/**
 * Maps Streamlit's theme to ChatKit's.
 *
 * `render` is what Streamlit tells a component with each render; `extras` are theme settings that
 * it keeps to itself (`baseRadius`, `baseFontSize`, `codeFont`; below `light` and `dark` those of one
 * scheme); `faces` are the fonts that the
 * app's page declares. Fields of a theme object in `mode` win over the mapped ones.
 */
export function chatKitTheme(
  mode: ThemeMode,
  render: JsonObject,
  extras: JsonObject,
  faces: readonly FontObject[],
): ChatKitTheme {
  if (mode === 'auto') return mapped(render, extras, faces, undefined);
  if (typeof mode === 'string') return mapped(render, extras, faces, mode);
  return override(mapped(render, extras, faces, mode.colorScheme), mode);
}

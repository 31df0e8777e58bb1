import { type ColorResolver, parseColor, toHex } from './color';
import { derivePalette } from './palette';
import { type Density, type FontSource, parseTheme, type Radius } from './parse';
import type { Tones } from './tones';

/** What the theme amounts to in CSS. */
export type ThemeStyle = {
  colorScheme: 'light' | 'dark';
  variables: Readonly<Record<`--ck-${string}`, string>>;
  fonts: readonly FontSource[];
};

// system-ui is left out: on Chinese Windows it sets Latin text in a CJK font.
const SANS =
  '-apple-system, BlinkMacSystemFont, "Segoe UI", Roboto, "Helvetica Neue", Arial, "PingFang SC", ' +
  '"Hiragino Sans GB", "Microsoft YaHei", "Noto Sans SC", "Noto Sans CJK SC", "Source Han Sans SC", ' +
  'sans-serif, "Apple Color Emoji", "Segoe UI Emoji", "Noto Color Emoji"';
const MONO =
  'ui-monospace, SFMono-Regular, "SF Mono", Menlo, Consolas, "Liberation Mono", "PingFang SC", ' +
  '"Microsoft YaHei", "Noto Sans Mono CJK SC", monospace';

/** Corner radii in px: small parts, cards, bubble and composer, buttons. */
const RADII: Record<Radius, readonly [number, number, number, number]> = {
  pill: [8, 16, 26, 999],
  round: [6, 12, 20, 999],
  soft: [4, 8, 12, 8],
  sharp: [0, 0, 0, 0],
};

const SPACE: Record<Density, number> = { compact: 0.75, normal: 1, spacious: 1.3 };

const DEFAULT_BASE_SIZE = 15;

const shadow = (alpha: number) =>
  `0 1px 2px rgb(0 0 0 / ${alpha / 2}), 0 4px 16px rgb(0 0 0 / ${alpha})`;

const toneVariables = (tones: Tones) =>
  Object.fromEntries(
    Object.entries(tones).flatMap(([name, { text, surface }]) => [
      [`--ck-${name}`, toHex(text)],
      [`--ck-${name}-surface`, toHex(surface)],
    ]),
  );

/** ChatKit's `theme` option as CSS custom properties. */
export function themeStyle(raw: unknown, resolve: ColorResolver = parseColor): ThemeStyle {
  const theme = parseTheme(raw);
  const palette = derivePalette(theme, resolve);
  const [small, medium, large, control] = RADII[theme.radius];
  const stack = (own: string | undefined, fallback: string) =>
    own ? `${own}, ${fallback}` : fallback;
  return {
    colorScheme: palette.dark ? 'dark' : 'light',
    fonts: theme.fontSources,
    variables: {
      '--ck-background': toHex(palette.background),
      '--ck-foreground': toHex(palette.foreground),
      '--ck-muted': toHex(palette.muted),
      '--ck-raised': toHex(palette.raised),
      '--ck-bubble': toHex(palette.bubble),
      '--ck-hover': toHex(palette.hover),
      '--ck-border': toHex(palette.border),
      '--ck-border-strong': toHex(palette.borderStrong),
      '--ck-accent': toHex(palette.accent),
      '--ck-on-accent': toHex(palette.onAccent),
      '--ck-accent-fill': toHex(palette.accentFill),
      '--ck-accent-text': toHex(palette.accentTone.text),
      '--ck-accent-surface': toHex(palette.accentTone.surface),
      '--ck-ring': toHex(palette.ring),
      ...toneVariables(palette.tones),
      '--ck-code-keyword': toHex(palette.code.keyword),
      '--ck-code-string': toHex(palette.code.string),
      '--ck-code-number': toHex(palette.code.number),
      '--ck-code-name': toHex(palette.code.name),
      '--ck-code-type': toHex(palette.code.type),
      '--ck-code-attribute': toHex(palette.code.attribute),
      '--ck-shadow': shadow(palette.dark ? 0.3 : 0.05),
      '--ck-radius-small': `${small}px`,
      '--ck-radius': `${medium}px`,
      '--ck-radius-large': `${large}px`,
      '--ck-radius-control': `${control}px`,
      '--ck-space': String(SPACE[theme.density]),
      '--ck-font-size': `${theme.baseSize ?? DEFAULT_BASE_SIZE}px`,
      '--ck-font': stack(theme.fontFamily, SANS),
      '--ck-font-mono': stack(theme.fontFamilyMono, MONO),
    },
  };
}

import { type CodeColors, codeColors } from './codeColors';
import { BLACK, type ColorResolver, fromHsl, mix, parseColor, type Rgb, WHITE } from './color';
import { contrast, inkOn, luminance, readable, surface } from './contrast';
import type { Theme } from './parse';
import { type Tone, type Tones, toneOf, tonesOf } from './tones';

/** Every colour of the interface. */
export type Palette = {
  dark: boolean;
  background: Rgb;
  foreground: Rgb;
  muted: Rgb;
  raised: Rgb;
  bubble: Rgb;
  hover: Rgb;
  border: Rgb;
  borderStrong: Rgb;
  accent: Rgb;
  onAccent: Rgb;
  accentFill: Rgb;
  accentTone: Tone;
  ring: Rgb;
  tones: Tones;
  code: CodeColors;
};

const TEXT = 4.5;
/** Body text keeps a reserve, so that surfaces may differ from the page and it stays readable on them. */
const BODY = 5.4;
const GRAPHIC = 3;

/** How strongly the accent shows in surfaces, by its `level`. */
const ACCENT_TINT = [0, 0.06, 0.12, 0.2] as const;

function neutralGround(theme: Theme, dark: boolean): Rgb {
  const { hue, tint, shade } = theme.grayscale ?? { hue: 0, tint: 0, shade: 0 };
  // A tinted page must leave pure white (or be seen at all): its lightness makes room for the hue.
  const lightness = dark ? 0.125 + tint * 0.004 + shade * -0.015 : 1 - tint * 0.004 - shade * 0.012;
  return fromHsl(hue, (tint * 3) / 100, Math.min(1, Math.max(0.02, lightness)));
}

function neutralInk(theme: Theme, ground: Rgb): Rgb {
  const { hue, tint, shade } = theme.grayscale ?? { hue: 220, tint: 1, shade: 0 };
  const dark = inkOn(ground) === WHITE;
  const lightness = dark ? 0.93 + shade * 0.01 : 0.11 - shade * 0.015;
  return fromHsl(hue, (tint * 3) / 100, lightness);
}

/** Derives all colours from what the theme gives; all text reaches 4.5:1 where it stands. */
export function derivePalette(theme: Theme, resolve: ColorResolver = parseColor): Palette {
  const page = theme.colorScheme === 'dark' ? BLACK : WHITE;
  const color = (css: string | undefined, over: Rgb) => (css ? resolve(css, over) : null);
  const background =
    color(theme.surface?.background, page) ?? neutralGround(theme, theme.colorScheme === 'dark');
  const given = color(theme.surface?.foreground, background) ?? neutralInk(theme, background);
  const foreground = readable(given, [background], BODY);
  const tone = theme.grayscale
    ? fromHsl(
        theme.grayscale.hue,
        (theme.grayscale.tint * 3) / 100,
        luminance(foreground) > 0.4 ? 0.8 : 0.3,
      )
    : foreground;

  const accent = color(theme.accent?.primary, background) ?? foreground;
  const tint = ACCENT_TINT[Math.round(theme.accent?.level ?? 0) as 0 | 1 | 2 | 3];
  const raised = surface(background, tone, 0.035, foreground, TEXT);
  const hover = surface(background, mix(tone, accent, tint * 2), 0.07, foreground, TEXT);
  const bubble = surface(mix(background, tone, 0.065), accent, tint, foreground, TEXT);
  const safeBubble =
    contrast(bubble, foreground) >= TEXT
      ? bubble
      : surface(background, tone, 0.065, foreground, TEXT);
  const grounds = [background, raised, hover, safeBubble];

  // The accent carries icons, never text; white is what people expect on a strong colour.
  const onAccent = contrast(WHITE, accent) >= GRAPHIC ? WHITE : inkOn(accent);
  return {
    dark: inkOn(background) === WHITE,
    background,
    foreground,
    muted: readable(mix(foreground, background, 0.36), grounds, TEXT),
    raised,
    bubble: safeBubble,
    hover,
    border: mix(background, tone, 0.13),
    borderStrong: mix(background, tone, 0.24),
    accent,
    onAccent,
    // The same for buttons with words.
    accentFill: readable(accent, [onAccent], TEXT),
    accentTone: toneOf(accent, foreground, grounds, TEXT),
    ring: readable(accent, grounds, GRAPHIC),
    tones: tonesOf(foreground, grounds, TEXT),
    code: codeColors([background, raised], BODY),
  };
}

import type { Rgb } from './color';
import { readable, surface } from './contrast';

const TONES = {
  success: [21, 128, 61],
  warning: [161, 92, 0],
  info: [29, 95, 209],
  discovery: [124, 58, 237],
  danger: [214, 48, 49],
} as const satisfies Readonly<Record<string, Rgb>>;

/** A colour with a meaning: its text, and the tinted ground that the text may stand on too. */
export type Tone = { text: Rgb; surface: Rgb };

export type Tones = Readonly<Record<keyof typeof TONES, Tone>>;

const TINT = 0.09;

/** A tint of a colour on the first of `grounds`; both texts are readable on it. */
export function toneOf(color: Rgb, foreground: Rgb, grounds: readonly Rgb[], ratio: number): Tone {
  const [ground = foreground] = grounds;
  const tinted = surface(ground, color, TINT, foreground, ratio);
  return { text: readable(color, [...grounds, tinted], ratio), surface: tinted };
}

/** All of them, readable wherever text may stand. */
export function tonesOf(foreground: Rgb, grounds: readonly Rgb[], ratio: number): Tones {
  const of = (name: keyof typeof TONES) => toneOf(TONES[name], foreground, grounds, ratio);
  return {
    success: of('success'),
    warning: of('warning'),
    info: of('info'),
    discovery: of('discovery'),
    danger: of('danger'),
  };
}

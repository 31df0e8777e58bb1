import type { Rgb } from './color';
import { readable } from './contrast';

const COLORS = {
  keyword: [137, 72, 201],
  string: [34, 128, 72],
  number: [184, 92, 20],
  name: [38, 104, 196],
  type: [14, 126, 134],
  attribute: [172, 66, 122],
} as const satisfies Readonly<Record<string, Rgb>>;

export type CodeColors = Readonly<Record<keyof typeof COLORS, Rgb>>;

/** Colours for code, each readable on all grounds. */
export function codeColors(grounds: readonly Rgb[], ratio: number): CodeColors {
  const on = (color: Rgb) => readable(color, grounds, ratio);
  return {
    keyword: on(COLORS.keyword),
    string: on(COLORS.string),
    number: on(COLORS.number),
    name: on(COLORS.name),
    type: on(COLORS.type),
    attribute: on(COLORS.attribute),
  };
}

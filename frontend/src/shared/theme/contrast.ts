import { BLACK, mix, type Rgb, WHITE } from './color';

/** Relative luminance as WCAG 2.2 defines it, 0–1. */
export function luminance(color: Rgb): number {
  const linear = (channel: number) => {
    const c = channel / 255;
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * linear(color[0]) + 0.7152 * linear(color[1]) + 0.0722 * linear(color[2]);
}

/** WCAG contrast ratio, 1–21. */
export function contrast(a: Rgb, b: Rgb): number {
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

const worst = (color: Rgb, grounds: readonly Rgb[]) =>
  Math.min(...grounds.map((ground) => contrast(color, ground)));

/** Black or white, whichever is easier to read on the ground; at least 4.58 on any one ground. */
export function inkOn(...grounds: readonly Rgb[]): Rgb {
  return worst(BLACK, grounds) >= worst(WHITE, grounds) ? BLACK : WHITE;
}

/** The colour itself, or the nearest mix with black or white that reaches the ratio on all grounds. */
export function readable(color: Rgb, grounds: readonly Rgb[], ratio: number): Rgb {
  const ink = inkOn(...grounds);
  for (let step = 0; step <= 20; step += 1) {
    const candidate = mix(color, ink, step / 20);
    if (worst(candidate, grounds) >= ratio) return candidate;
  }
  return ink;
}

/**
 * A surface set off from the ground, on which the text stays readable.
 *
 * Mixing towards the text costs contrast. Where none is to spare (a mid-grey page), the surface
 * goes the other way.
 */
export function surface(ground: Rgb, towards: Rgb, amount: number, text: Rgb, ratio: number): Rgb {
  const candidate = mix(ground, towards, amount);
  if (contrast(candidate, text) >= ratio) return candidate;
  const away = luminance(text) > luminance(ground) ? BLACK : WHITE;
  return mix(ground, away, amount);
}

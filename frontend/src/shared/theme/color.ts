/** sRGB, each channel 0–255. */
export type Rgb = readonly [red: number, green: number, blue: number];

/** Turns a CSS colour into sRGB, or `null` when it is none. `over` shows through transparency. */
export type ColorResolver = (css: string, over: Rgb) => Rgb | null;

export const BLACK: Rgb = [0, 0, 0];
export const WHITE: Rgb = [255, 255, 255];

const clamp = (value: number, low: number, high: number) => Math.min(high, Math.max(low, value));

/** `amount` 0 is all `from`, 1 is all `to`. */
export function mix(from: Rgb, to: Rgb, amount: number): Rgb {
  const channel = (index: 0 | 1 | 2) =>
    Math.round(from[index] + (to[index] - from[index]) * amount);
  return [channel(0), channel(1), channel(2)];
}

export function toHex(color: Rgb): string {
  return `#${color.map((c) => clamp(Math.round(c), 0, 255).toString(16).padStart(2, '0')).join('')}`;
}

/** Hue in degrees, saturation and lightness 0–1. */
export function fromHsl(hue: number, saturation: number, lightness: number): Rgb {
  const turn = ((hue % 360) + 360) % 360;
  const chroma = clamp(saturation, 0, 1) * Math.min(lightness, 1 - lightness);
  const channel = (offset: number) => {
    const k = (offset + turn / 30) % 12;
    return Math.round(255 * (lightness - chroma * Math.max(-1, Math.min(k - 3, 9 - k, 1))));
  };
  return [channel(0), channel(8), channel(4)];
}

/** The other way round; the hue of a grey is 0. */
export function toHsl(color: Rgb): [hue: number, saturation: number, lightness: number] {
  const [red, green, blue] = color.map((channel) => channel / 255) as [number, number, number];
  const high = Math.max(red, green, blue);
  const chroma = high - Math.min(red, green, blue);
  const lightness = high - chroma / 2;
  if (chroma === 0) return [0, 0, lightness];
  const sixth =
    high === red
      ? (green - blue) / chroma
      : high === green
        ? 2 + (blue - red) / chroma
        : 4 + (red - green) / chroma;
  return [(sixth * 60 + 360) % 360, chroma / (1 - Math.abs(2 * lightness - 1)), lightness];
}

function parseHex(digits: string, over: Rgb): Rgb | null {
  const wide = digits.length <= 4 ? digits.replace(/./g, '$&$&') : digits;
  if (wide.length !== 6 && wide.length !== 8) return null;
  const byte = (at: number) => Number.parseInt(wide.slice(at, at + 2), 16);
  const alpha = wide.length === 8 ? byte(6) / 255 : 1;
  return mix(over, [byte(0), byte(2), byte(4)], alpha);
}

function parseNumber(text: string, percentOf: number): number {
  return text.endsWith('%') ? (Number.parseFloat(text) / 100) * percentOf : Number.parseFloat(text);
}

/** Hex, `rgb()` and `hsl()` notations; the browser resolves the others (names, `oklch()` …). */
export const parseColor: ColorResolver = (css, over) => {
  const text = css.trim().toLowerCase();
  const hex = /^#([0-9a-f]{3,8})$/.exec(text)?.[1];
  if (hex) return parseHex(hex, over);
  const call = /^(rgb|hsl)a?\(([^)]*)\)$/.exec(text);
  if (!call?.[1] || !call[2]) return null;
  const [a = '', b = '', c = '', alphaText = '1'] = call[2].split(/[\s,/]+/).filter(Boolean);
  const scale = call[1] === 'rgb' ? 255 : 1;
  const alpha = clamp(parseNumber(alphaText, 1), 0, 1);
  const parts = [
    call[1] === 'rgb' ? parseNumber(a, 255) : Number.parseFloat(a),
    parseNumber(b, scale),
    parseNumber(c, scale),
  ] as const;
  if ([...parts, alpha].some(Number.isNaN)) return null;
  const color: Rgb =
    call[1] === 'rgb'
      ? [clamp(parts[0], 0, 255), clamp(parts[1], 0, 255), clamp(parts[2], 0, 255)]
      : fromHsl(parts[0], parts[1], clamp(parts[2], 0, 1));
  return mix(over, color, alpha);
};

// @vitest-environment node
import { expect, it } from 'vitest';

import { seeded } from '../testing/seeded';
import { parseColor, type Rgb, toHex, WHITE } from './color';
import { contrast } from './contrast';
import { themeStyle } from './style';

const THEMES = 3000;

const TONES = ['success', 'warning', 'info', 'discovery', 'danger', 'accent-text'];
const surfaceOf = (tone: string) => `${tone === 'accent-text' ? 'accent' : tone}-surface`;
const GROUNDS = ['background', 'raised', 'bubble', 'hover'];
const CODE = ['keyword', 'string', 'number', 'name', 'type', 'attribute'];

/** What is written on what, as the style sheets combine them. */
const TEXTS: readonly (readonly [text: string, grounds: readonly string[]])[] = [
  ['foreground', [...GROUNDS, ...TONES.map(surfaceOf)]],
  ['muted', GROUNDS],
  ['on-accent', ['accent-fill']],
  ['background', [...TONES, 'foreground']],
  ...TONES.map((tone) => [tone, [...GROUNDS, surfaceOf(tone)]] as const),
  ...CODE.map((kind) => [`code-${kind}`, ['background', 'raised']] as const),
];

const GRAPHICS = [
  ['ring', GROUNDS],
  ['on-accent', ['accent']],
] as const;

/** A theme out of the whole space: any colours, each field given or not. */
function anyTheme(random: () => number): Record<string, unknown> {
  const maybe = <T>(value: T) => (random() < 0.7 ? value : undefined);
  const byte = () => Math.floor(random() * 256);
  const color = () => toHex([byte(), byte(), byte()]);
  const whole = (low: number, high: number) => low + Math.floor(random() * (high - low + 1));
  return {
    colorScheme: maybe(random() < 0.5 ? 'light' : 'dark'),
    color: {
      grayscale: maybe({ hue: whole(-360, 360), tint: whole(0, 9), shade: whole(-4, 4) }),
      accent: maybe({ primary: color(), level: whole(0, 3) }),
      surface: maybe({ background: maybe(color()), foreground: maybe(color()) }),
    },
  };
}

it(`keeps every text readable in ${THEMES} themes that nobody has looked at`, () => {
  const random = seeded(20_260_817);
  const unreadable: string[] = [];
  for (let count = 0; count < THEMES; count += 1) {
    const theme = anyTheme(random);
    const { variables } = themeStyle(theme);
    const color = (name: string): Rgb => {
      const found = parseColor(variables[`--ck-${name}`] ?? '', WHITE);
      if (!found) throw new Error(`--ck-${name} is no colour`);
      return found;
    };
    const check = (name: string, grounds: readonly string[], least: number) => {
      for (const ground of grounds) {
        const ratio = contrast(color(name), color(ground));
        if (ratio < least) {
          unreadable.push(`${name} on ${ground}: ${ratio.toFixed(2)} in ${JSON.stringify(theme)}`);
        }
      }
    };
    for (const [name, grounds] of TEXTS) check(name, grounds, 4.5);
    for (const [name, grounds] of GRAPHICS) check(name, grounds, 3);
  }
  expect(unreadable).toEqual([]);
});

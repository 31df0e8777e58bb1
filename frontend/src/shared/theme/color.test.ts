// @vitest-environment node
import { describe, expect, it } from 'vitest';

import { BLACK, fromHsl, mix, parseColor, toHex, toHsl, WHITE } from './color';
import { contrast } from './contrast';

describe('parseColor', () => {
  it.each([
    ['#abc', '#aabbcc'],
    ['#FF4B4B', '#ff4b4b'],
    ['#00000080', '#7f7f7f'],
    ['rgb(255, 0, 0)', '#ff0000'],
    ['rgb(100% 0% 0% / 50%)', '#ff8080'],
    ['rgba(0,0,0,0)', '#ffffff'],
    ['hsl(120, 100%, 25%)', '#008000'],
    ['hsl(-120deg 100% 50%)', '#0000ff'],
  ])('%s over white is %s', (css, hex) => {
    expect(toHex(parseColor(css, WHITE) ?? BLACK)).toBe(hex);
  });

  it.each(['', 'red', '#12', '#12345', 'rgb(1, 2)', 'url(x)', 'oklch(0.7 0.1 200)'])(
    'does not guess: %j',
    (css) => {
      expect(parseColor(css, WHITE)).toBeNull();
    },
  );
});

it('measures contrast as WCAG does', () => {
  expect(contrast(BLACK, WHITE)).toBeCloseTo(21);
  expect(contrast([119, 119, 119], WHITE)).toBeCloseTo(4.48, 2);
  expect(contrast(WHITE, WHITE)).toBe(1);
});

it('mixes channel by channel', () => {
  expect(mix(BLACK, WHITE, 0.5)).toEqual([128, 128, 128]);
});

describe('toHsl', () => {
  it.each(['#ff4b4b', '#4bff9c', '#2f4bff', '#f0f2f6', '#262730', '#808080'])(
    'is undone: %s',
    (hex) => {
      const color = parseColor(hex, WHITE) ?? BLACK;
      expect(toHex(fromHsl(...toHsl(color)))).toBe(hex);
    },
  );

  it('gives greys, black and white no hue', () => {
    for (const color of [BLACK, WHITE, [128, 128, 128] as const]) {
      expect(toHsl(color).slice(0, 2)).toEqual([0, 0]);
    }
  });
});

// @vitest-environment node
import { describe, expect, it } from 'vitest';

import { parseColor, type Rgb, WHITE } from './color';
import { contrast } from './contrast';
import { themeStyle } from './style';

const themes: Record<string, unknown> = {
  'nothing given': undefined,
  light: 'light',
  dark: 'dark',
  'text as pale as the page': { color: { surface: { background: '#fff', foreground: '#f2f2f2' } } },
  'mid-grey page': { color: { surface: { background: '#777777', foreground: '#888888' } } },
  'mid-grey page, white text': {
    color: { surface: { background: '#767676', foreground: '#fff' } },
  },
  'yellow accent on white': { color: { accent: { primary: '#ffeb3b', level: 3 } } },
  'accent equal to the page': {
    color: { accent: { primary: '#0e1117', level: 2 }, surface: { background: '#0e1117' } },
  },
  'navy on black': {
    colorScheme: 'dark',
    color: { accent: { primary: 'rgb(0, 0, 128)', level: 3 }, surface: { background: '#000' } },
  },
  'dark page under a light scheme': {
    colorScheme: 'light',
    color: { surface: { background: 'hsl(280 60% 15%)', foreground: '#222' } },
  },
  'translucent surface': {
    color: { surface: { background: 'rgba(255, 0, 0, 0.4)', foreground: '#ff0000' } },
  },
  'lime page, red text': { color: { surface: { background: '#00ff00', foreground: '#ff0000' } } },
  'strong grey tint, darkest shade': { color: { grayscale: { hue: 30, tint: 9, shade: 4 } } },
  'strong grey tint, lightest shade, dark': {
    colorScheme: 'dark',
    color: { grayscale: { hue: 200, tint: 9, shade: -4 }, accent: { primary: '#333', level: 1 } },
  },
  solarized: {
    color: {
      accent: { primary: '#268bd2', level: 1 },
      surface: { background: '#fdf6e3', foreground: '#93a1a1' },
    },
  },
  nonsense: {
    color: { accent: { primary: 'blurple' }, surface: { background: 7, foreground: 'x' } },
  },
};

function colorOf(style: ReturnType<typeof themeStyle>, name: string): Rgb {
  const color = parseColor(style.variables[`--ck-${name}`] ?? '', WHITE);
  if (!color) throw new Error(`--ck-${name} is no colour`);
  return color;
}

describe.each(Object.entries(themes))('theme: %s', (_, theme) => {
  const style = themeStyle(theme);
  const color = (name: string) => colorOf(style, name);

  it.each([
    ['foreground', ['background', 'raised', 'bubble', 'hover', 'danger-surface', 'accent-surface']],
    ['muted', ['background', 'raised', 'bubble', 'hover']],
    ['accent-text', ['background', 'raised', 'bubble', 'hover', 'accent-surface']],
    ...['success', 'warning', 'info', 'discovery', 'danger'].map((tone): [string, string[]] => [
      tone,
      ['background', 'raised', 'bubble', 'hover', `${tone}-surface`],
    ]),
    // What stands on a fill of a tone.
    ['background', ['success', 'warning', 'info', 'discovery', 'danger', 'foreground']],
    ...['keyword', 'string', 'number', 'name', 'type', 'attribute'].map(
      (kind): [string, string[]] => [`code-${kind}`, ['background', 'raised']],
    ),
  ])('%s is readable wherever it stands', (text, grounds) => {
    for (const ground of grounds) {
      expect(contrast(color(text), color(ground)), `${text} on ${ground}`).toBeGreaterThanOrEqual(
        4.5,
      );
    }
  });

  it('shows icons on the accent', () => {
    expect(contrast(color('on-accent'), color('accent'))).toBeGreaterThanOrEqual(3);
  });

  it('has a shade of the accent on which its words are readable', () => {
    expect(contrast(color('on-accent'), color('accent-fill'))).toBeGreaterThanOrEqual(4.5);
  });

  it('shows the focus ring', () => {
    expect(contrast(color('ring'), color('background'))).toBeGreaterThanOrEqual(3);
  });
});

describe('themeStyle', () => {
  const variable = (theme: unknown, name: `--ck-${string}`) => themeStyle(theme).variables[name];

  it('keeps colours that are readable as they were given', () => {
    const theme = {
      color: {
        accent: { primary: '#ff4b4b', level: 0 },
        surface: { background: '#0e1117', foreground: '#fafafa' },
      },
    };
    const { variables, colorScheme } = themeStyle(theme);
    expect(variables['--ck-background']).toBe('#0e1117');
    expect(variables['--ck-foreground']).toBe('#fafafa');
    expect(variables['--ck-accent']).toBe('#ff4b4b');
    expect(colorScheme).toBe('dark');
  });

  it('takes the scheme from the page, not from its name', () => {
    const theme = { colorScheme: 'light', color: { surface: { background: '#111' } } };
    expect(themeStyle(theme).colorScheme).toBe('dark');
  });

  it.each<[`--ck-${string}`, unknown, unknown]>([
    ['--ck-radius', { radius: 'sharp' }, { radius: 'pill' }],
    ['--ck-space', { density: 'compact' }, { density: 'spacious' }],
    ['--ck-font-size', { typography: { baseSize: 14 } }, { typography: { baseSize: 18 } }],
    ['--ck-font', { typography: { fontFamily: 'Lora' } }, { typography: { fontFamily: 'Inter' } }],
    ['--ck-font-mono', {}, { typography: { fontFamilyMono: 'Fira Code' } }],
    ['--ck-background', {}, { color: { grayscale: { hue: 30, tint: 6 } } }],
    [
      '--ck-background',
      { color: { grayscale: { hue: 30, tint: 6, shade: -4 } } },
      { color: { grayscale: { hue: 30, tint: 6, shade: 4 } } },
    ],
    ['--ck-border', {}, { color: { grayscale: { hue: 30, tint: 9 } } }],
    [
      '--ck-bubble',
      { color: { accent: { primary: '#00f', level: 0 } } },
      { color: { accent: { primary: '#00f', level: 3 } } },
    ],
  ])('%s follows its option', (name, one, other) => {
    expect(variable(one, name)).not.toBe(variable(other, name));
  });

  it('holds the text size between 14 and 18 px', () => {
    expect(variable({ typography: { baseSize: 60 } }, '--ck-font-size')).toBe('18px');
    expect(variable({ typography: { baseSize: 2 } }, '--ck-font-size')).toBe('14px');
  });

  it('passes on font sources and drops incomplete ones', () => {
    const fontSources = [
      { family: 'Lora', src: '/lora.woff2', weight: 500 },
      { family: 'Lora' },
      7,
    ];
    const { fonts } = themeStyle({ typography: { fontSources } });
    expect(fonts).toEqual([
      {
        family: 'Lora',
        src: '/lora.woff2',
        descriptors: { display: 'swap', style: 'normal', weight: '500' },
      },
    ]);
  });
});

// @vitest-environment node
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { expect, it } from 'vitest';

import type { JsonObject } from './json';
import { chatKitTheme, type ThemeMode } from './theme';

type Case = {
  name: string;
  mode: ThemeMode;
  render: JsonObject;
  streamlit: JsonObject;
  theme: JsonObject;
};

const FILE = join(import.meta.dirname, '../../../tests/fixtures/theme/streamlit-to-chatkit.json');
const { cases } = JSON.parse(readFileSync(FILE, 'utf8')) as { cases: Case[] };

it.each(cases)('$name', ({ mode, render, streamlit, theme }) => {
  expect(chatKitTheme(mode, render, streamlit, [])).toEqual(theme);
});

it('does not change the theme object that the app gave', () => {
  const mode: ThemeMode = { color: { surface: { background: '#fff', foreground: '#000' } } };
  const before = structuredClone(mode);
  chatKitTheme(mode, { primaryColor: '#ff4b4b' }, {}, []);
  expect(mode).toEqual(before);
});

it('hands over the fonts that the theme names, and no others', () => {
  const faces = ['Source Sans', 'Source Code Pro', 'KaTeX_Main'].map((family) => ({
    family,
    src: `local("${family}")`,
  }));
  const { typography } = chatKitTheme('auto', { font: '"Source Sans", sans-serif' }, {}, faces);
  expect(typography?.fontSources?.map(({ family }) => family)).toEqual([
    'Source Sans',
    'Source Code Pro',
  ]);
  expect(typography?.fontFamilyMono).toBe('"Source Code Pro", monospace');
});

// @vitest-environment node
import { expect, it } from 'vitest';

import { pageFontFaces } from './fontFaces';

type Rule = { cssText: string; style: { getPropertyValue: (name: string) => string } };

const rule = (values: Record<string, string>, selector = '@font-face'): Rule => ({
  cssText: `${selector} { … }`,
  style: { getPropertyValue: (name) => values[name] ?? '' },
});

const page = (...styleSheets: { href: string | null; cssRules: Rule[] }[]) =>
  ({ document: { baseURI: 'http://app.example/page', styleSheets } }) as unknown as Window;

it('finds the faces with absolute addresses', () => {
  const sheet = {
    href: 'http://app.example/static/css/index.css',
    cssRules: [
      rule({ color: 'red' }, 'body'),
      rule({
        'font-family': '"Source Sans"',
        'font-weight': '100 900',
        'font-style': 'italic',
        src: 'url("../media/a.woff2") format("woff2"), url(b.woff)',
      }),
    ],
  };
  expect(pageFontFaces(page(sheet))).toEqual([
    {
      family: 'Source Sans',
      weight: '100 900',
      style: 'italic',
      src: 'url("http://app.example/static/media/a.woff2") format("woff2"), url("http://app.example/static/css/b.woff")',
    },
  ]);
});

it('resolves a style element against the page', () => {
  const sheet = {
    href: null,
    cssRules: [rule({ 'font-family': 'Own', src: 'url(/app/static/own.woff2)' })],
  };
  expect(pageFontFaces(page(sheet))[0]?.src).toBe('url("http://app.example/app/static/own.woff2")');
});

it('skips sheets that it may not read', () => {
  const foreign = {
    href: 'http://elsewhere.example/a.css',
    get cssRules(): Rule[] {
      throw new DOMException('Cannot access rules', 'SecurityError');
    },
  };
  const own = { href: null, cssRules: [rule({ 'font-family': 'Own', src: 'local("Own")' })] };
  expect(pageFontFaces(page(foreign, own))).toHaveLength(1);
});

it('finds nothing when the app is on another origin', () => {
  const other = Object.defineProperty({}, 'document', {
    get: () => {
      throw new DOMException('Blocked', 'SecurityError');
    },
  }) as Window;
  expect(pageFontFaces(other)).toEqual([]);
});

import { describe, expect, it } from 'vitest';

import { en } from './en';
import { formatDuration, localized } from './format';
import { resolveLocale } from './locale';
import { zhHans } from './zh-Hans';

describe('resolveLocale', () => {
  it('lets the host win over the browser', () => {
    expect(resolveLocale('zh-CN', 'en-US').words).toBe(zhHans);
    expect(resolveLocale('en', 'zh-CN').words).toBe(en);
  });

  it('follows the browser when the host says nothing usable', () => {
    expect(resolveLocale(null, 'zh-CN').words).toBe(zhHans);
    expect(resolveLocale('??', 'zh-CN').words).toBe(zhHans);
  });

  it('speaks English where it has no dictionary', () => {
    expect(resolveLocale('fr-FR', 'zh-CN')).toEqual({ tag: 'fr-FR', language: 'en', words: en });
    expect(resolveLocale('zh-TW', 'zh-CN').language).toBe('en');
  });
});

it('says in Chinese everything that it says in English', () => {
  const texts = (words: object): string[] =>
    Object.values(words).flatMap((value: unknown) =>
      typeof value === 'string'
        ? [value]
        : typeof value === 'function'
          ? [String((value as (argument: unknown) => unknown)('1'))]
          : texts(value as object),
    );
  expect(texts(zhHans)).toHaveLength(texts(en).length);
  for (const text of texts(zhHans)) expect(text).toMatch(/[\u4e00-\u9fff]/);
});

describe('formatDuration', () => {
  const english = resolveLocale('en', 'en');
  const chinese = resolveLocale('zh', 'en');

  it.each([
    [0, '0.1s', '0.1 秒'],
    [1240, '1.2s', '1.2 秒'],
    [9990, '10s', '10 秒'],
    [42_400, '42s', '42 秒'],
    [60_000, '1m', '1 分钟'],
    [125_000, '2m 5s', '2 分钟 5 秒'],
  ])('%d ms', (milliseconds, expectedEnglish, expectedChinese) => {
    expect(formatDuration(milliseconds, english)).toBe(expectedEnglish);
    expect(formatDuration(milliseconds, chinese)).toBe(expectedChinese);
  });
});

describe('localized', () => {
  const text = { en_US: 'Search', zh_Hans: '搜索', de_DE: 'Suche' };

  it('picks the language of the reader, then English, then any', () => {
    expect(localized(text, resolveLocale('zh-CN', 'en'))).toBe('搜索');
    expect(localized(text, resolveLocale('de-DE', 'en'))).toBe('Suche');
    expect(localized(text, resolveLocale('fr', 'en'))).toBe('Search');
    expect(localized({ ja: '検索' }, resolveLocale('en', 'en'))).toBe('検索');
    expect(localized({}, resolveLocale('en', 'en'))).toBe('');
  });
});

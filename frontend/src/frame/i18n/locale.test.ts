// @vitest-environment node
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

import { describe, expect, it } from 'vitest';

import { LANGUAGES, languageOf } from '../../shared/locale/languages';
import { en } from './en';
import { formatDuration, formatMoment, formatMonth, formatSize, localized } from './format';
import { loadSpeech } from './languages';
import { directionOf, formatTag, type Locale, resolveTag } from './locale';
import { stopReason } from './stopReason';

const REASONS = resolve(import.meta.dirname, '../../../../tests/fixtures/stop-reasons.json');

async function localeOf(tag: string): Promise<Locale> {
  return { ...(await loadSpeech(languageOf(tag))), tag };
}

describe('resolveTag', () => {
  it.each([
    ['zh-CN', 'en-US', 'zh-Hans'],
    ['en', 'zh-CN', 'en'],
    [null, 'zh-CN', 'zh-Hans'],
    ['??', 'zh-TW', 'zh-Hant'],
    ['fr-FR', 'zh-CN', 'fr-FR'],
    [null, '', 'en'],
  ])('%s in a browser in %s is %s', (option, browser, tag) => {
    expect(resolveTag(option, browser)).toBe(tag);
  });
});

it.each([
  ['zh-Hans', 'zh-Hans'],
  ['zh-Hant', 'zh-Hant'],
  ['ja-JP', 'ja'],
  ['ko', 'ko'],
  ['de-AT', 'de'],
  ['fr-CA', 'fr'],
  ['es-419', 'es'],
  ['pt-BR', 'pt'],
  ['en-GB', 'en'],
  ['it', 'en'],
  ['ar', 'en'],
])('readers of %s are spoken to in %s', (tag, language) => {
  expect(languageOf(tag)).toBe(language);
});

it.each([
  ['en-GB', 'en-GB'],
  ['de-AT', 'de-AT'],
  ['zh-Hant', 'zh-Hant'],
  ['ar-EG', 'en'],
  ['it', 'en'],
])('numbers and dates for readers of %s are those of %s', async (tag, format) => {
  expect(formatTag(await localeOf(tag))).toBe(format);
});

it('puts no units, dates or digits of another language among English words', async () => {
  const arabic = await localeOf('ar-EG');
  const [moment, now] = [Date.UTC(2025, 2, 14, 12), Date.UTC(2026, 7, 17)];
  expect(formatSize(48_213, arabic)).toBe('47 kB');
  expect(formatMoment(moment, now, arabic)).toMatch(/^Mar 14, 2025/);
  expect(formatMonth(moment, now, arabic)).toBe('March 2025');
  expect(formatMoment(moment, now, await localeOf('en-GB'))).toMatch(/^14 Mar 2025/);
});

it.each([
  ['en', '41 bytes', 'October', 'October 2025'],
  ['de', '41 Byte', 'Oktober', 'Oktober 2025'],
  ['zh-Hans', '41 字节', '10月', '2025年10月'],
  ['ja', '41 バイト', '10月', '2025年10月'],
])('writes sizes and months in %s as its readers do', async (tag, size, month, earlier) => {
  const locale = await localeOf(tag);
  const now = Date.UTC(2026, 11, 17);
  expect(formatSize(41, locale)).toBe(size);
  expect(formatMonth(Date.UTC(2026, 9, 14), now, locale)).toBe(month);
  expect(formatMonth(Date.UTC(2025, 9, 14), now, locale)).toBe(earlier);
});

it('counts in English where the words of a language could not be loaded', async () => {
  expect(formatDuration(1240, { ...(await localeOf('en')), tag: 'de' })).toBe('1.2s');
});

it.each([
  ['ar-EG', 'rtl'],
  ['he', 'rtl'],
  ['fa-IR', 'rtl'],
  ['ur', 'rtl'],
  ['en', 'ltr'],
  ['az', 'ltr'],
])('%s is written %s', (tag, direction) => {
  expect(directionOf(tag)).toBe(direction);
});

/** Every text with its path; what it is given are 7 and 8. */
const texts = (words: object, path = ''): [string, string][] =>
  Object.entries(words).flatMap(([key, value]: [string, unknown]) => {
    const place = `${path}.${key}`;
    if (typeof value === 'string') return [[place, value]];
    if (typeof value !== 'function') return texts(value as object, place);
    return [[place, String((value as (...given: number[]) => unknown)(7, 8))]];
  });

describe.each(LANGUAGES)('%s', (language) => {
  it('says all that English says, with all that is put into it', async () => {
    const { words } = await localeOf(language);
    const digits = (text: string) => (text.match(/[78]/g) ?? []).sort();
    const given = (dictionary: object) =>
      texts(dictionary).map(([path, text]) => [
        path,
        // The length of “the last 7 days” is English of its own.
        path.endsWith('lastWeek') ? [] : digits(text),
      ]);
    expect(given(words)).toEqual(given(en));
    for (const [path, text] of texts(words)) expect(text.trim(), path).not.toBe('');
  });
});

it.each([
  ['zh-Hans', /\p{Script=Han}/u],
  ['zh-Hant', /\p{Script=Han}/u],
  ['ja', /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u],
  ['ko', /\p{Script=Hangul}/u],
])('%s is written in its own script', async (tag, script) => {
  for (const [path, text] of texts((await localeOf(tag)).words)) expect(text, path).toMatch(script);
});

it.each([
  ['en', '1 result', '2 results', '1,200 results'],
  ['de', '1 Ergebnis', '2 Ergebnisse', '1.200 Ergebnisse'],
  ['fr', '1 résultat', '2 résultats', '1\u202f200 résultats'],
  ['es', '1 resultado', '2 resultados', '1200 resultados'],
  ['pt', '1 resultado', '2 resultados', '1.200 resultados'],
])('%s counts by its own rules', async (tag, one, two, many) => {
  const { results } = (await localeOf(tag)).words.steps;
  expect([1, 2, 1200].map(results)).toEqual([one, two, many]);
});

it.each([
  // A mark never begins a line: French and German set it off by a space that does not break.
  ['fr', / [?!;:»]|«(?!\u00a0)/],
  ['de', / …|"|“(?=\p{L})/u],
  ['es', / [?!;:…]|(?<!¿[^?]*)\?/],
  ['zh-Hans', /[\p{Script=Han}] ?[,;:!?()]|[,;:!?(] ?\p{Script=Han}/u],
  ['zh-Hant', /[\p{Script=Han}] ?[,;:!?()]|[,;:!?(] ?\p{Script=Han}/u],
  ['ja', /[\p{Script=Han}\p{Script=Hiragana}] ?[,;:!?()]|[,;:!?(] ?\p{Script=Han}/u],
])('%s is punctuated as its readers do', async (tag, wrong) => {
  for (const [path, text] of texts((await localeOf(tag)).words)) {
    expect(text, path).not.toMatch(wrong);
  }
});

describe('formatDuration', () => {
  it.each([
    [0, '0.1s', '0.1 秒'],
    [1240, '1.2s', '1.2 秒'],
    [9990, '10s', '10 秒'],
    [42_400, '42s', '42 秒'],
    [60_000, '1m', '1 分钟'],
    [125_000, '2m 5s', '2 分钟 5 秒'],
  ])('%d ms', async (milliseconds, english, chinese) => {
    expect(formatDuration(milliseconds, await localeOf('en'))).toBe(english);
    expect(formatDuration(milliseconds, await localeOf('zh-Hans'))).toBe(chinese);
  });

  it('is in the language of the interface', async () => {
    expect(formatDuration(1240, await localeOf('de'))).toBe('1,2 Sek.');
    expect(formatDuration(1240, await localeOf('ar'))).toBe('1.2s');
  });
});

describe('localized', () => {
  const text = { en_US: 'Search', zh_Hans: '搜索', de_DE: 'Suche' };

  it('picks the language of the reader, then English, then any', async () => {
    expect(localized(text, await localeOf('zh-Hans'))).toBe('搜索');
    expect(localized(text, await localeOf('de-DE'))).toBe('Suche');
    expect(localized(text, await localeOf('fr'))).toBe('Search');
    expect(localized({ ja: '検索' }, await localeOf('en'))).toBe('検索');
    expect(localized({}, await localeOf('en'))).toBe('');
  });
});

it('says the reasons of a local server for a stop in every language, and others as they are', async () => {
  const reasons = JSON.parse(readFileSync(REASONS, 'utf8')) as string[];
  for (const tag of LANGUAGES) {
    const { words } = await localeOf(tag);
    expect(Object.keys(words.stopReasons), tag).toEqual(reasons);
    for (const told of reasons) expect(stopReason(words, told) === told).toBe(tag === 'en');
    expect(stopReason(words, 'constructor')).toBe('constructor');
  }
});

import { type Dictionary, en } from './en';
import { zhHans } from './zh-Hans';

/** `tag` is for Intl and the API's text; `language` is what the interface speaks. */
export type Locale = { tag: string; language: 'en' | 'zh-Hans'; words: Dictionary };

function canonical(tag: string): string | null {
  try {
    return Intl.getCanonicalLocales(tag.replaceAll('_', '-'))[0] ?? null;
  } catch {
    return null;
  }
}

/**
 * ChatKit's locale rule: `zh-CN` is `zh-Hans`, `zh-TW` is `zh-Hant`, `en-US` is `en`, others stay.
 * Nothing, or nothing that is a language tag, gives `null`.
 */
export function normalizeLocale(tag: string | null): string | null {
  const name = tag === null ? null : canonical(tag);
  if (name === null) return null;
  const { language, script, region } = new Intl.Locale(name);
  if (language === 'en') return 'en';
  if (language !== 'zh') return name;
  if (script) return `zh-${script}`;
  return region && ['TW', 'HK', 'MO'].includes(region) ? 'zh-Hant' : 'zh-Hans';
}

/** The host's locale, else the browser's; languages without a dictionary get English. */
export function resolveLocale(option: string | null, browser: string): Locale {
  const tag = normalizeLocale(option) ?? normalizeLocale(browser) ?? 'en';
  return tag === 'zh-Hans'
    ? { tag, language: 'zh-Hans', words: zhHans }
    : { tag, language: 'en', words: en };
}

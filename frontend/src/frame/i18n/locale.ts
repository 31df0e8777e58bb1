import { normalizeLocale } from '../protocol/locale';
import { type Dictionary, en } from './en';
import { zhHans } from './zh-Hans';

/** `tag` is for Intl and the API's text; `language` is what the interface speaks. */
export type Locale = { tag: string; language: 'en' | 'zh-Hans'; words: Dictionary };

/** The host's locale, else the browser's; languages without a dictionary get English. */
export function resolveLocale(option: string | null, browser: string): Locale {
  const tag = normalizeLocale(option) ?? normalizeLocale(browser) ?? 'en';
  return tag === 'zh-Hans'
    ? { tag, language: 'zh-Hans', words: zhHans }
    : { tag, language: 'en', words: en };
}

import { normalizeLocale } from '../../shared/locale/normalize';
import type { Speech } from './languages';

/** `tag` is what the reader speaks, for the API's text; `language` is what the interface does. */
export type Locale = Speech & { tag: string };

/** The tag of the host's locale, else of the browser's. */
export function resolveTag(option: string | null, browser: string): string {
  return normalizeLocale(option) ?? normalizeLocale(browser) ?? 'en';
}

/** For Intl: numbers and dates stand among the interface's words, whose region the reader says. */
export function formatTag({ tag, language }: Pick<Locale, 'tag' | 'language'>): string {
  const spoken = (name: string) => new Intl.Locale(name).language;
  return spoken(tag) === spoken(language) ? tag : language;
}

const RIGHT_TO_LEFT = new Set(['ar', 'ckb', 'dv', 'fa', 'he', 'ps', 'sd', 'ug', 'ur', 'yi']);

export function directionOf(tag: string): 'ltr' | 'rtl' {
  return RIGHT_TO_LEFT.has(new Intl.Locale(tag).language) ? 'rtl' : 'ltr';
}

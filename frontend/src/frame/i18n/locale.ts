import { normalizeLocale } from '../../shared/locale/normalize';
import type { Speech } from './languages';

/** `tag` is for Intl and the API's text; `language` is what the interface speaks. */
export type Locale = Speech & { tag: string };

/** The tag of the host's locale, else of the browser's. */
export function resolveTag(option: string | null, browser: string): string {
  return normalizeLocale(option) ?? normalizeLocale(browser) ?? 'en';
}

const RIGHT_TO_LEFT = new Set(['ar', 'ckb', 'dv', 'fa', 'he', 'ps', 'sd', 'ug', 'ur', 'yi']);

export function directionOf(tag: string): 'ltr' | 'rtl' {
  return RIGHT_TO_LEFT.has(new Intl.Locale(tag).language) ? 'rtl' : 'ltr';
}

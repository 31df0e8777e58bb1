import { type Language, languageOf } from '../shared/locale/languages';
import { normalizeLocale } from '../shared/locale/normalize';
import { de } from './words/de';
import { en } from './words/en';
import { es } from './words/es';
import { fr } from './words/fr';
import { ja } from './words/ja';
import { ko } from './words/ko';
import { pt } from './words/pt';
import { zhHans } from './words/zh-Hans';
import { zhHant } from './words/zh-Hant';
import type { Words } from './words/words';

export type { Words } from './words/words';

const WORDS: Record<Language, Words> = {
  en,
  'zh-Hans': zhHans,
  'zh-Hant': zhHant,
  ja,
  ko,
  de,
  fr,
  es,
  pt,
};

/** The words in the chat's language, else English. */
export function wordsOf(locale: string = navigator.language): Words {
  return WORDS[languageOf(normalizeLocale(locale) ?? 'en')];
}

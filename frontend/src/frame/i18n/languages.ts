import type { Language } from '../../shared/locale/languages';
import { type Dictionary, en } from './en';

/** Each language but English is a chunk of its own: a reader downloads one. */
const LOADERS: Record<Exclude<Language, 'en'>, () => Promise<Dictionary>> = {
  'zh-Hans': () => import('./zh-Hans').then(({ zhHans }) => zhHans),
  'zh-Hant': () => import('./zh-Hant').then(({ zhHant }) => zhHant),
  ja: () => import('./ja').then(({ ja }) => ja),
  ko: () => import('./ko').then(({ ko }) => ko),
  de: () => import('./de').then(({ de }) => de),
  fr: () => import('./fr').then(({ fr }) => fr),
  es: () => import('./es').then(({ es }) => es),
  pt: () => import('./pt').then(({ pt }) => pt),
};

/** What is spoken to readers of a language: English when its own words could not be loaded. */
export type Speech = { language: Language; words: Dictionary };

const ENGLISH: Speech = { language: 'en', words: en };

const loaded = new Map<Language, Speech>([['en', ENGLISH]]);
const listeners = new Set<() => void>();

/** What is spoken to readers of a language, as far as it is loaded. */
export const speechOf = (language: Language) => loaded.get(language);

export function subscribeToSpeech(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export async function loadSpeech(language: Language): Promise<Speech> {
  const known = loaded.get(language);
  if (known || language === 'en') return known ?? ENGLISH;
  const speech = await LOADERS[language]().then(
    (words): Speech => ({ language, words }),
    () => ENGLISH,
  );
  loaded.set(language, speech);
  for (const listener of listeners) listener();
  return speech;
}

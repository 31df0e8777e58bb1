/** What component and frame speak; readers of any other language get English. */
export const LANGUAGES = ['en', 'zh-Hans', 'zh-Hant', 'ja', 'ko', 'de', 'fr', 'es', 'pt'] as const;

export type Language = (typeof LANGUAGES)[number];

/** The language of the interface for a tag that `normalizeLocale` gave. */
export function languageOf(tag: string): Language {
  const { language, script } = new Intl.Locale(tag);
  const wanted = language === 'zh' && script ? `zh-${script}` : language;
  return LANGUAGES.find((name) => name === wanted) ?? 'en';
}

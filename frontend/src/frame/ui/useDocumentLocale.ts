import { useEffect, useLayoutEffect, useMemo, useState, useSyncExternalStore } from 'react';

import { languageOf } from '../../shared/locale/languages';
import { loadSpeech, speechOf, subscribeToSpeech } from '../i18n/languages';
import { directionOf, type Locale, resolveTag } from '../i18n/locale';

function subscribe(listener: () => void) {
  addEventListener('languagechange', listener);
  return () => {
    removeEventListener('languagechange', listener);
  };
}

/**
 * The interface's locale, `null` until its words are loaded; another stays until the new one is.
 *
 * The document says language and direction too (fonts, hyphenation, screen readers, layout).
 */
export function useDocumentLocale(option: string | null): Locale | null {
  const browser = useSyncExternalStore(subscribe, () => navigator.language);
  const tag = resolveTag(option, browser);
  const language = languageOf(tag);
  const speech = useSyncExternalStore(subscribeToSpeech, () => speechOf(language));
  const wanted = useMemo(() => (speech ? { ...speech, tag } : null), [speech, tag]);
  const [last, setLast] = useState(wanted);
  if (wanted !== null && wanted !== last) setLast(wanted);
  const locale = wanted ?? last;

  useEffect(() => {
    void loadSpeech(language);
  }, [language]);
  useLayoutEffect(() => {
    if (locale === null) return;
    document.documentElement.lang = locale.language;
    document.documentElement.dir = directionOf(locale.tag);
  }, [locale]);
  return locale;
}

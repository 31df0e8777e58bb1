import { useLayoutEffect, useMemo, useSyncExternalStore } from 'react';

import { type Locale, resolveLocale } from '../i18n/locale';

function subscribe(listener: () => void) {
  addEventListener('languagechange', listener);
  return () => {
    removeEventListener('languagechange', listener);
  };
}

/** The interface's locale; the document says so too (fonts, hyphenation, screen readers). */
export function useDocumentLocale(option: string | null): Locale {
  const browser = useSyncExternalStore(subscribe, () => navigator.language);
  const locale = useMemo(() => resolveLocale(option, browser), [option, browser]);
  useLayoutEffect(() => {
    document.documentElement.lang = locale.language;
  }, [locale]);
  return locale;
}

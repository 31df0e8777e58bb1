import { createContext, use } from 'react';

import { type Locale, resolveLocale } from './locale';

const LocaleContext = createContext<Locale>(resolveLocale('en', 'en'));

export const LocaleProvider = LocaleContext;

export const useLocale = () => use(LocaleContext);

export const useWords = () => use(LocaleContext).words;

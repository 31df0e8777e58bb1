import { createContext, use } from 'react';

import { en } from './en';
import type { Locale } from './locale';

const LocaleContext = createContext<Locale>({ tag: 'en', language: 'en', words: en });

export const LocaleProvider = LocaleContext;

export const useLocale = () => use(LocaleContext);

export const useWords = () => use(LocaleContext).words;

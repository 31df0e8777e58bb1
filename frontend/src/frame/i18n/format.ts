import type { LocalizedText } from '../state/types';
import { normalizeLocale } from '../../shared/locale/normalize';
import { formatTag, type Locale } from './locale';

const unit = (locale: Locale, name: 'second' | 'minute', digits: number) =>
  new Intl.NumberFormat(formatTag(locale), {
    style: 'unit',
    unit: name,
    unitDisplay: locale.language === 'en' ? 'narrow' : 'short',
    maximumFractionDigits: digits,
  });

/** Han characters stand off from digits by a space. */
const spaced = (text: string) => text.replace(/(\d)(?=\p{Script=Han})/gu, '$1 ');

const SIZE_UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;

/** A file's size for a reader, in steps of 1024. */
export function formatSize(bytes: number, locale: Locale): string {
  const step = bytes < 1 ? 0 : Math.min(3, Math.floor(Math.log2(bytes) / 10));
  const size = new Intl.NumberFormat(formatTag(locale), {
    style: 'unit',
    unit: SIZE_UNITS[step as 0 | 1 | 2 | 3],
    // Short, bytes have no plural in English.
    unitDisplay: step === 0 ? 'long' : 'short',
    maximumFractionDigits: step < 2 ? 0 : 1,
  });
  return spaced(size.format(bytes / 1024 ** step));
}

export function formatCount(count: number, locale: Locale): string {
  return new Intl.NumberFormat(formatTag(locale)).format(count);
}

/** For a column of amounts, whose decimals stand under each other. */
export function decimalFormat(decimals: number, locale: Locale): Intl.NumberFormat {
  return new Intl.NumberFormat(formatTag(locale), {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  });
}

export function formatPercent(fraction: number, locale: Locale): string {
  return new Intl.NumberFormat(formatTag(locale), { style: 'percent' }).format(fraction);
}

/** When a message was written: the time, with the date unless it was today. */
export function formatMoment(moment: number, now: number, locale: Locale): string {
  const date = new Date(moment);
  const isToday = date.toDateString() === new Date(now).toDateString();
  return new Intl.DateTimeFormat(formatTag(locale), {
    timeStyle: 'short',
    ...(!isToday && { dateStyle: 'medium' }),
  }).format(date);
}

/** The month of an old conversation, with the year unless it is this one. */
export function formatMonth(moment: number, now: number, locale: Locale): string {
  const date = new Date(moment);
  const isThisYear = date.getFullYear() === new Date(now).getFullYear();
  return new Intl.DateTimeFormat(formatTag(locale), {
    // Long, Chinese months without a year have their number in words: 十月, but 2025年10月.
    month: locale.language.startsWith('zh') ? 'short' : 'long',
    ...(!isThisYear && { year: 'numeric' }),
  }).format(date);
}

/** A duration for a reader: tenths below ten seconds, then seconds, then minutes. */
export function formatDuration(milliseconds: number, locale: Locale): string {
  return spaced(duration(milliseconds, locale));
}

function duration(milliseconds: number, locale: Locale): string {
  const seconds = Math.max(0, milliseconds) / 1000;
  if (seconds < 9.95) return unit(locale, 'second', 1).format(Math.max(0.1, seconds));
  const whole = Math.round(seconds);
  if (whole < 60) return unit(locale, 'second', 0).format(whole);
  const minutes = unit(locale, 'minute', 0).format(Math.floor(whole / 60));
  const rest = whole % 60;
  return rest === 0 ? minutes : `${minutes} ${unit(locale, 'second', 0).format(rest)}`;
}

/** Picks the reader's language from `{"en_US": "…", "zh_Hans": "…"}`, then English, then any. */
export function localized(text: LocalizedText | undefined, locale: Locale): string {
  if (text === undefined || typeof text === 'string') return text?.trim() ?? '';
  const entries = Object.entries(text).filter(([, value]) => value.trim() !== '');
  const find = (wanted: string) => entries.find(([key]) => normalizeLocale(key) === wanted)?.[1];
  const chosen = find(locale.tag) ?? find(locale.language) ?? find('en') ?? entries[0]?.[1];
  return chosen?.trim() ?? '';
}

/**
 * ChatKit's locale rule: `zh-CN` is `zh-Hans`, `zh-TW` is `zh-Hant`, `en-US` is `en`, others stay.
 * Nothing, or nothing that is a language tag, gives `null`.
 */
export function normalizeLocale(tag: string | null): string | null {
  const name = tag === null ? null : canonical(tag);
  if (name === null) return null;
  if (name === 'en-US') return 'en';
  const { language, script, region } = new Intl.Locale(name);
  if (language !== 'zh') return name;
  if (script) return `zh-${script}`;
  return region && ['TW', 'HK', 'MO'].includes(region) ? 'zh-Hant' : 'zh-Hans';
}

function canonical(tag: string): string | null {
  try {
    return Intl.getCanonicalLocales(tag.replaceAll('_', '-'))[0] ?? null;
  } catch {
    return null;
  }
}

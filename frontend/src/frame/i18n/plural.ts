type Forms = Partial<Record<Intl.LDMLPluralRule, string>> & { other: string };

/** A text that depends on a number, which stands where its forms say `#`. */
export function plural(language: string, forms: Forms): (count: number) => string {
  const rules = new Intl.PluralRules(language);
  const numbers = new Intl.NumberFormat(language);
  return (count) => (forms[rules.select(count)] ?? forms.other).replace('#', numbers.format(count));
}

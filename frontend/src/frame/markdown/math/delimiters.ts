/** What can stand around a formula in Markdown. */
export type Opening = '$' | '$$' | '\\(' | '\\[';

export const CLOSING: Readonly<Record<Opening, string>> = {
  $: '$',
  $$: '$$',
  '\\(': '\\)',
  '\\[': '\\]',
};

export const isDisplay = (opening: Opening) => opening === '$$' || opening === '\\[';

const TEX = /[\\^_{}=]/;
const OPERATORS = /[-+*/<>|&]/;
/** Longer ones are two amounts with a text between them. */
const LONGEST_INLINE = 1_000;

/**
 * Is this what its delimiters hold, a formula?
 *
 * Dollars stand for amounts far more often than for formulas, and models escape brackets that are
 * meant as such. Single dollars follow Pandoc's rules (no space inside, no digit behind) and hold no
 * amount with words: "from $5 to $10" has none that qualifies.
 */
export function isFormula(opening: Opening, content: string): boolean {
  if (content.trim() === '') return false;
  if (TEX.test(content)) return opening !== '$' || content.length <= LONGEST_INLINE;
  switch (opening) {
    case '$':
      return content.length <= 60 && !/^\d.*[a-z]{2}/is.test(content);
    case '$$':
      return true;
    case '\\(':
      return OPERATORS.test(content) || !/[a-z]{3}/i.test(content);
    case '\\[':
      return OPERATORS.test(content);
  }
}

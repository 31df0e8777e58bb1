import type { Extension as FromMarkdown } from 'mdast-util-from-markdown';
import type {
  Code,
  Construct,
  Effects,
  Extension,
  State,
  TokenizeContext,
} from 'micromark-util-types';

import { CLOSING, isDisplay, isFormula, type Opening } from './delimiters';

declare module 'micromark-util-types' {
  // eslint-disable-next-line @typescript-eslint/consistent-type-definitions -- a type cannot be added to.
  interface TokenTypeMap {
    formula: 'formula';
  }
}

const DOLLAR = 36;
const BACKSLASH = 92;

const isLineEnd = (code: Code) => code !== null && code < -2;
const isSpace = (code: Code) => code === null || code < 0 || code === 32;
const isWordCharacter = (code: Code) =>
  code !== null && code > 0 && /[0-9A-Za-z]/.test(String.fromCharCode(code));
const written = (code: Code) => (code !== null && code > 0 ? String.fromCharCode(code) : ' ');

/** May a single dollar begin a formula behind this character? */
const mayOpen = (previous: Code) => previous !== DOLLAR && !isWordCharacter(previous);

function tokenize(this: TokenizeContext, effects: Effects, ok: State, nok: State): State {
  const { previous } = this;
  let opening: Opening;
  let content = '';

  const take = (code: Code, next: State): State => {
    effects.consume(code);
    return next;
  };

  const start: State = (code) => {
    effects.enter('formula');
    return take(code, code === DOLLAR ? afterDollar : afterBackslash);
  };

  const afterDollar: State = (code) => {
    opening = code === DOLLAR ? '$$' : '$';
    if (opening === '$$') return take(code, afterDollars);
    return isSpace(code) || !mayOpen(previous) ? nok(code) : inside(code);
  };

  // Three and more are no delimiter.
  const afterDollars: State = (code) =>
    code === DOLLAR || previous === DOLLAR ? nok(code) : inside(code);

  const afterBackslash: State = (code) => {
    const bracket = written(code);
    if (bracket !== '(' && bracket !== '[') return nok(code);
    opening = `\\${bracket}`;
    return take(code, inside);
  };

  const inside: State = (code) => {
    if (code === null || (isLineEnd(code) && opening === '$')) return nok(code);
    if (code === DOLLAR && opening === '$')
      return /\s$/.test(content) ? nok(code) : take(code, end);
    if (code === DOLLAR && opening === '$$') return take(code, afterClosingDollar);
    return add(code, code === BACKSLASH ? afterInnerBackslash : inside);
  };

  const add = (code: Code, next: State): State => {
    content += written(code);
    return take(code, next);
  };

  const afterClosingDollar: State = (code) => {
    if (code === DOLLAR) return take(code, end);
    content += '$';
    return inside(code);
  };

  const afterInnerBackslash: State = (code) => {
    if (code === null) return nok(code);
    const closes = opening.startsWith('\\') && CLOSING[opening].endsWith(written(code));
    if (closes) return closeBracket(code);
    return isLineEnd(code) ? inside(code) : add(code, inside);
  };

  const closeBracket = (code: Code): State => {
    content = content.slice(0, -1);
    return take(code, end);
  };

  const end: State = (code) => {
    const barred = opening === '$' ? isWordCharacter(code) : opening === '\\[' && code === 40;
    if (barred || !isFormula(opening, content)) return nok(code);
    effects.exit('formula');
    return ok(code);
  };

  return start;
}

const formula: Construct = { name: 'formula', tokenize };

/** Formulas between `$`, `$$`, `\(…\)` and `\[…\]`, for micromark. */
export const formulaSyntax: Extension = { text: { [DOLLAR]: formula, [BACKSLASH]: formula } };

/** The class by which a formula is told from code. */
export const FORMULA = 'formula';

/** Formulas become code of a class of its own, which is what they are without typesetting. */
export const formulaFromMarkdown: FromMarkdown = {
  enter: {
    formula(token) {
      const source = this.sliceSerialize(token);
      const opening = (/^(?:\$\$|\$|\\.)/.exec(source)?.[0] ?? '$') as Opening;
      const value = source.slice(opening.length, -opening.length).trim();
      const hProperties = { className: [FORMULA], dataDisplay: isDisplay(opening) };
      this.enter({ type: 'inlineCode', value, data: { hProperties } }, token);
    },
  },
  exit: {
    formula(token) {
      this.exit(token);
    },
  },
};

import type { Highlighter, Token } from './tokens';

/** A part of the code whose colours will not change any more. */
export type Settled = { start: number; tokens: readonly Token[] };

/** Code with its colours, as far as they are known. */
export type Colouring = {
  language: string;
  code: string;
  settled: readonly Settled[];
  /** Where the settled parts end. */
  end: number;
  rest: readonly Token[];
};

/** Growing code is coloured anew from the last settled line on, which is never further back. */
const STEP = 2_000;
/** A single text or comment that is longer stays plain from here on, and so does code after it. */
const REACH = 4 * STEP;
/** Beyond, colouring would be felt. */
export const LONGEST = 60_000;

const plain = (text: string): readonly Token[] => (text === '' ? [] : [{ text, kind: null }]);

/** The end of the last line, but for the one being written, after which nothing is open. */
function lastBoundary(tokens: readonly Token[]): number {
  let at = 0;
  let found = 0;
  for (const { text, kind } of tokens) {
    const newline = kind === null ? text.lastIndexOf('\n') : -1;
    if (newline >= 0) found = at + newline + 1;
    at += text.length;
  }
  return found;
}

/** The tokens up to a position. */
function upTo(tokens: readonly Token[], end: number): readonly Token[] {
  const result: Token[] = [];
  let at = 0;
  for (const { text, kind } of tokens) {
    if (at >= end) break;
    result.push({ text: text.slice(0, end - at), kind });
    at += text.length;
  }
  return result;
}

const nothing = (language: string): Colouring => ({
  language,
  code: '',
  settled: [],
  end: 0,
  rest: [],
});

/**
 * Colours the code, taking over what was settled for its beginning.
 *
 * The work for each addition is bounded: long code settles line by line where no text and no comment
 * is open, and only what follows is looked at again.
 */
export function colour(
  highlighter: Highlighter,
  language: string,
  code: string,
  previous: Colouring | null = null,
): Colouring {
  const continues = previous?.language === language && code.startsWith(previous.code);
  let { settled, end } = continues ? previous : nothing(language);
  if (code.length > LONGEST) {
    return { language, code, settled, end, rest: plain(code.slice(end)) };
  }
  for (;;) {
    const window = code.slice(end, end + REACH);
    const tokens = highlighter.tokens(language, window);
    const complete = end + window.length === code.length;
    if (complete && window.length <= STEP) {
      return { language, code, settled, end, rest: tokens };
    }
    const boundary = lastBoundary(tokens);
    if (boundary === 0) {
      const rest = [...tokens, ...plain(code.slice(end + window.length))];
      return { language, code, settled, end, rest };
    }
    settled = [...settled, { start: end, tokens: upTo(tokens, boundary) }];
    end += boundary;
  }
}

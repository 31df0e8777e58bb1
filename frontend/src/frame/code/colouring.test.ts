// @vitest-environment node
import { describe, expect, it } from 'vitest';

import { colour, type Colouring, LONGEST } from './colouring';
import { highlighter } from './highlighter';
import type { Highlighter, Token } from './tokens';

const tokensOf = ({ settled, rest }: Colouring): readonly Token[] => [
  ...settled.flatMap(({ tokens }) => tokens),
  ...rest,
];
const textOf = (colouring: Colouring) =>
  tokensOf(colouring)
    .map(({ text }) => text)
    .join('');
const colouredAt = (colouring: Colouring, text: string) =>
  tokensOf(colouring).find((token) => token.text === text)?.kind;

const FUNCTION = 'def area(width, height):\n    # in metres\n    return width * "x" + 12\n\n';
const LONG = FUNCTION.repeat(200);

/** Counts the characters that are looked at. */
function counting(): Highlighter & { seen: () => number } {
  let seen = 0;
  return {
    knows: (language) => highlighter.knows(language),
    tokens: (language, code) => {
      seen += code.length;
      return highlighter.tokens(language, code);
    },
    seen: () => seen,
  };
}

/** As an answer brings it. */
function streamed(code: string, step: number, by: Highlighter = highlighter): Colouring[] {
  const states: Colouring[] = [];
  for (let end = step; end < code.length + step; end += step) {
    states.push(colour(by, 'python', code.slice(0, end), states.at(-1)));
  }
  return states;
}

describe('colour', () => {
  it('keeps every character in its place', () => {
    for (const code of ['', 'x', '\n\n', FUNCTION, LONG, `"""${'text\n'.repeat(4000)}`]) {
      expect(textOf(colour(highlighter, 'python', code))).toBe(code);
    }
    for (const state of streamed(LONG, 97)) expect(textOf(state)).toBe(state.code);
  });

  it('gives streamed code the colours of code that came at once', () => {
    const whole = highlighter.tokens('python', LONG);
    const colours = (tokens: readonly Token[]) =>
      tokens.flatMap(({ text, kind }) => Array.from(text, () => kind));
    const last = streamed(LONG, 61).at(-1);
    expect(last && colours(tokensOf(last))).toEqual(colours(whole));
  });

  it('does a bounded amount of work for each addition', () => {
    const by = counting();
    let state: Colouring | null = null;
    for (let end = 20; end <= LONG.length; end += 20) {
      const before = by.seen();
      state = colour(by, 'python', LONG.slice(0, end), state);
      expect(by.seen() - before).toBeLessThan(5_000);
    }
  });

  it('leaves settled parts as they are', () => {
    const states = streamed(LONG, 500);
    const [first] = states.at(-1)?.settled ?? [];
    expect(first).toBeDefined();
    for (const { settled } of states.slice(10)) expect(settled[0]).toBe(first);
  });

  it('does not take the inside of a long text for code', () => {
    const doc = `def f():\n    """${'return the number 1\n    '.repeat(300)}"""\n    return 2\n`;
    const last = streamed(doc, 100).at(-1);
    expect(last && textOf(last)).toBe(doc);
    const inside = last && tokensOf(last).filter(({ text }) => text === 'return').length;
    expect(inside).toBeLessThanOrEqual(1);
  });

  it('starts anew when the code or its language is another one', () => {
    const python = colour(highlighter, 'python', LONG);
    const sql = colour(highlighter, 'sql', 'select 1', python);
    expect(colouredAt(sql, 'select')).toBe('keyword');
    expect(textOf(colour(highlighter, 'python', 'import os', python))).toBe('import os');
  });

  it('leaves code of exceptional length plain', () => {
    const by = counting();
    const code = 'x = 1\n'.repeat(LONGEST);
    expect(textOf(colour(by, 'python', code))).toBe(code);
    expect(by.seen()).toBe(0);
  });
});

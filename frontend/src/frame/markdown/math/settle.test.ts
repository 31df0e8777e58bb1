// @vitest-environment node
import { describe, expect, it } from 'vitest';

import { settleFormulas } from './settle';

describe('settleFormulas', () => {
  it.each([
    'plain',
    'from $5 to $10',
    '```\n\\[\nx\n\\]\n```',
    '`$$`\nand\n`$$`',
    '\\[ never closed\n\n# Title',
    'a $$ b\n```\n$$\n```',
  ])('leaves %j as it is', (markdown) => {
    expect(settleFormulas(markdown, false)).toBe(markdown);
  });

  it('leaves the formula being written out of a running answer', () => {
    const shown = (text: string) => settleFormulas(text, true);
    expect(shown('so $x^')).toBe('so ');
    expect(shown('so $')).toBe('so ');
    expect(shown('so \\')).toBe('so ');
    expect(shown('so \\(x')).toBe('so ');
    expect(shown('so $$\nx\n\n+ y')).toBe('so ');
    expect(shown('so:\n\n\\[\nx\n\n+ y')).toBe('so:\n\n');
    expect(shown('so $x$ and')).toBe('so $x$ and');
  });

  it('does not hold amounts and shell variables back', () => {
    const shown = (text: string) => settleFormulas(text, true);
    expect(shown('from $5 to')).toBe('from $5 to');
    expect(shown('from $5 to $1')).toBe('from $5 to $1');
    expect(shown('set $HOME to the folder in which you work')).toContain('$HOME');
    expect(shown('`$x')).toBe('`$x');
    expect(shown('```sh\necho $x')).toBe('```sh\necho $x');
  });

  it('gives an opening up that never closes', () => {
    const text = `price class \\[ ${'and so on. '.repeat(200)}`;
    expect(settleFormulas(text, true)).toBe(text);
  });

  it('only ever adds to what a running answer shows', () => {
    const answer =
      'The area is $\\pi r^2$ for \\(r > 0\\), at $5 per metre:\n\n\\[\nA = \\int_0^r\n2 \\pi x\n\\]\n\nand $$b = 2$$ done.';
    let last = '';
    for (let length = 1; length <= answer.length; length += 1) {
      const shown = settleFormulas(answer.slice(0, length), true);
      expect(shown.startsWith(last.trimEnd())).toBe(true);
      last = shown;
    }
    expect(last).toBe(settleFormulas(answer, false));
  });
});

// @vitest-environment node
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { describe, expect, it } from 'vitest';

import { settleFormulas } from './settle';
import { SYNTAX } from '../syntax';
import { formulaFromMarkdown } from './syntax';

type Node = ReturnType<typeof fromMarkdown>['children'][number];

/** The formulas of a text as `inline: x` and `display: x`. */
function formulas(markdown: string): string[] {
  const found: string[] = [];
  const visit = (node: Node) => {
    if (node.type === 'inlineCode') {
      const properties = (node.data as { hProperties?: { dataDisplay: boolean } } | undefined)
        ?.hProperties;
      if (properties) found.push(`${properties.dataDisplay ? 'display' : 'inline'}: ${node.value}`);
    }
    if ('children' in node) node.children.forEach(visit);
  };
  const tree = fromMarkdown(settleFormulas(markdown, false), {
    extensions: SYNTAX,
    mdastExtensions: [gfmFromMarkdown(), formulaFromMarkdown],
  });
  tree.children.forEach(visit);
  return found;
}

describe('formulas', () => {
  it.each([
    ['so $x^2$ holds', 'inline: x^2'],
    ['so \\(x^2\\) holds', 'inline: x^2'],
    ['成本为$x$元', 'inline: x'],
    ['the answer is $42$.', 'inline: 42'],
    ['$\\$5 + x$', 'inline: \\$5 + x'],
    ['**$x_1$** and _$y_1$_', 'inline: x_1', 'inline: y_1'],
    ['$a_1 * b_1 * c_1$', 'inline: a_1 * b_1 * c_1'],
    ['$$E = mc^2$$', 'display: E = mc^2'],
    ['\\[ E = mc^2 \\]', 'display: E = mc^2'],
    ['$$\nE = mc^2\n$$', 'display: E = mc^2'],
    ['\\[\na\n\n= b\n- c\n\\]', 'display: a = b - c'],
    ['$$a \\\\[4pt]\nb$$', 'display: a \\\\[4pt] b'],
    ['$$a % comment\n+ b$$', 'display: a + b'],
    ['1. First:\n   \\[\n   a\n   + b\n   \\]\n2. Second', 'display: a + b'],
    ['> $$\n> x\n> = 1\n> $$', 'display: x = 1'],
    ['| a | b |\n|---|---|\n| $x$ | \\(y\\) |', 'inline: x', 'inline: y'],
    ['costs $5: \\[\nx = 5\n\\]', 'display: x = 5'],
    ['$2x + 3y$ and $5$', 'inline: 2x + 3y', 'inline: 5'],
    ['\\(a\\) and \\(b\\)', 'inline: a', 'inline: b'],
  ])('are found in %j', (markdown, ...expected) => {
    expect(formulas(markdown)).toEqual(expected);
  });

  it.each([
    'from $5 to $10',
    'from $5 to $10 and $20',
    '$5-$10, $5/$10, ($5)',
    'US$100 and A$120',
    '5$ and 6$',
    'it costs $1,200.50 (was $1,500)',
    'Between $5 and EUR$',
    '$5M and $7M, or $1.2bn–$3bn',
    '$HOME/$USER and $PATH',
    'echo "$HOME" "$PATH"',
    'the price is $ 5 $ today',
    '\\$x$',
    '`$x$` and `\\(x\\)`',
    '```\n$$\nx\n$$\n```',
    'see \\[the docs\\](https://a.example)',
    '\\[TODO\\] and \\(optional\\)',
    'open $$ only',
    'open \\( only',
    '$$$ and $$$$',
    'a\n\n    $$\n    x\n    $$\n\nb',
  ])('are not found in %j', (markdown) => {
    expect(formulas(markdown)).toEqual([]);
  });
});

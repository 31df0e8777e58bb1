// @vitest-environment node
import { describe, expect, it } from 'vitest';

import { splitBlocks } from './blocks';
import { settleUnfinished } from './unfinished';

describe('splitBlocks', () => {
  const trimmed = (text: string) => splitBlocks(text).map((block) => block.trim());

  it('cuts at empty lines', () => {
    expect(trimmed('# A\n\ntext\nmore\n\n\nend\n')).toEqual(['# A', 'text\nmore', 'end']);
    expect(trimmed('')).toEqual([]);
  });

  it('keeps a fence together, also when it holds empty lines or another fence', () => {
    const fence = '````md\n```py\n\nx = 1\n```\n\n````';
    expect(trimmed(`before\n\n${fence}\n\nafter`)).toEqual(['before', fence, 'after']);
  });

  it('keeps an open fence together while it streams', () => {
    expect(trimmed('a\n\n```py\nx\n\ny')).toEqual(['a', '```py\nx\n\ny']);
  });

  it('keeps a fence that directly follows a paragraph', () => {
    expect(trimmed('so:\n```\na\n\nb\n```\n\nend')).toEqual(['so:\n```\na\n\nb\n```', 'end']);
  });

  it('keeps loose lists and their nested paragraphs in one block', () => {
    const list = '1. one\n\n   more\n\n2. two\n\n   - nested';
    expect(trimmed(`${list}\n\nafter`)).toEqual([list, 'after']);
  });

  it('keeps indented code with empty lines in one block', () => {
    expect(splitBlocks('    a\n\n    b\n\nafter')).toHaveLength(2);
  });

  it('never changes finished blocks while text is appended', () => {
    const text = '# T\n\nA **b**\n\n- x\n- y\n\n```\n1\n\n2\n```\n\n| a |\n|---|\n| 1 |\n\nend.';
    const final = splitBlocks(text);
    for (let length = 1; length <= text.length; length += 1) {
      const partial = splitBlocks(text.slice(0, length));
      expect(partial.slice(0, -1).map((b) => b.trim())).toEqual(
        final.slice(0, partial.length - 1).map((b) => b.trim()),
      );
    }
  });

  it('lets link definitions reach other blocks', () => {
    expect(splitBlocks('see [docs]\n\nplain\n\n[docs]: https://a.example')[0]).toContain(
      '[docs]: https://a.example',
    );
  });

  it('does not cut a text with footnotes', () => {
    expect(splitBlocks('a[^1]\n\nb[^2]\n\n[^1]: x\n[^2]: y')).toHaveLength(1);
  });
});

describe('settleUnfinished', () => {
  it.each([
    ['plain text', 'plain text'],
    ['some **bold', 'some **bold**'],
    ['some **', 'some '],
    ['**done** and', '**done** and'],
    ['call `run(', 'call `run(`'],
    ['`a**b` text', '`a**b` text'],
    ['see [the docs](https://exa', 'see the docs'],
    ['![chart](https://x', ''],
    ['paragraph\n-', 'paragraph'],
    ['| a | b |', ''],
    ['| a | b |\n|--', ''],
    ['| a | b |\n|---|---|\n', '| a | b |\n|---|---|\n'],
    ['```py\nx = "**', '```py\nx = "**'],
  ])('%j is shown as %j', (block, shown) => {
    expect(settleUnfinished(block).trimEnd()).toBe(shown.trimEnd());
  });
});

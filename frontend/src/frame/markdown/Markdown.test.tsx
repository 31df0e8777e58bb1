import { cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';

import { stubResizing } from '../ui/testing';
import { Markdown } from './Markdown';

beforeAll(stubResizing);
afterEach(cleanup);

const show = (text: string, streaming = false) =>
  render(<Markdown text={text} streaming={streaming} />).container;

describe('Markdown', () => {
  it('emphasises Chinese text next to full-width punctuation', () => {
    expect(show('**重点（x）**后文').querySelector('strong')?.textContent).toBe('重点（x）');
  });

  it('emphasises Han and kana with dots, other scripts with slant, whatever the interface speaks', () => {
    const marks = [...show('*硬件* *ハード* *value*').querySelectorAll<HTMLElement>('em')];
    expect(marks.map(({ dataset }) => dataset.dotted)).toEqual(['true', 'true', 'false']);
  });

  it.each([
    ['~~删除（旧）~~后文', '删除（旧）'],
    ['前文~~「旧」~~', '「旧」'],
    ['~~old~~ new', 'old'],
  ])('strikes out next to full-width punctuation: %s', (text, struck) => {
    expect(show(text).querySelector('del')?.textContent).toBe(struck);
  });

  it.each([
    ['#### a', 'h3 4 a'],
    ['# a\n\ntext\n\n#### b\n\n## c\n\n### d', 'h3 1 a, h4 4 b, h4 2 c, h5 3 d'],
    ['a\n===\n\n> ###### b', 'h3 1 a, h4 6 b'],
    [
      '# a\n## b\n### c\n#### d\n##### e\n###### f',
      'h3 1 a, h4 2 b, h5 3 c, h6 4 d, h6 5 e, h6 6 f',
    ],
    ['```\n# a\n```\n\n## b', 'h3 2 b'],
    ['a[^1]\n\n### b\n\n[^1]: c', 'h3 3 b, h3 1 Footnotes'],
  ])('puts headings below that of the message and skips no level: %j', (text, levels) => {
    const headings = [...show(text).querySelectorAll<HTMLElement>('h1, h2, h3, h4, h5, h6')].map(
      ({ localName, dataset, textContent }) =>
        [localName, dataset.depth, textContent.trim()].join(' '),
    );
    expect(headings.join(', ')).toBe(levels);
  });

  it('says of each task whether it is done', () => {
    show('- [x] Filters applied\n- [ ] Returns removed');
    const boxes = screen.getAllByRole<HTMLInputElement>('checkbox');
    expect(boxes.map((box) => [box.getAttribute('aria-label'), box.checked])).toEqual([
      ['Done', true],
      ['Not done', false],
    ]);
  });

  it('shows HTML as text', () => {
    const page = show('<img src=x onerror=alert(1)> and <b>bold</b>\n\n<script>alert(1)</script>');
    expect(page.querySelector('img, script, b')).toBeNull();
    expect(page.textContent).toContain('<b>bold</b>');
  });

  it('opens links in a new tab without an opener and names their host', () => {
    show('[report](https://data.example/x)');
    const link = screen.getByRole('link', { name: 'report' });
    expect(link.getAttribute('rel')).toBe('noopener noreferrer');
    expect(link.getAttribute('target')).toBe('_blank');
    expect(link.title).toBe('data.example');
  });

  it.each([
    'javascript:alert(1)',
    'data:text/html,x',
    'vbscript:x',
    '//host/x',
    'file:///etc/passwd',
  ])('does not link to %s', (address) => {
    show(`[click](${address})`);
    expect(screen.queryByRole('link')).toBeNull();
    expect(screen.getByText('click')).toBeTruthy();
  });

  it('loads a remote image only on demand', async () => {
    const page = show('![Sales chart](https://img.example/c.png)');
    expect(page.querySelector('img')).toBeNull();
    expect(page.textContent).toContain('img.example');
    await userEvent.click(screen.getByRole('button', { name: /^Sales chart/ }));
    expect(screen.getByRole('img', { name: 'Sales chart' }).getAttribute('src')).toBe(
      'https://img.example/c.png',
    );
  });

  it('never draws a data: image', () => {
    const page = show('![x](data:image/svg+xml;base64,AAAA)');
    expect(page.querySelector('img, button')).toBeNull();
  });

  it('copies exactly the code of a block', async () => {
    const user = userEvent.setup();
    show('```python\nprint("a")\n\nprint("b")\n```');
    expect(screen.getByText('python')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Copy code' }));
    expect(await navigator.clipboard.readText()).toBe('print("a")\n\nprint("b")');
  });

  it('puts tables into a group that can scroll', () => {
    show('| a | b |\n|---|--:|\n| 1 | 2 |');
    const group = screen.getByRole('group', { name: 'Table' });
    expect(group.querySelector('table')).not.toBeNull();
  });

  it.each(['text', '- one\n- two', '> quote', '## head'])(
    'has one caret while streaming %j',
    (text) => {
      const page = show(text, true);
      expect(page.querySelectorAll('[data-caret]')).toHaveLength(1);
      cleanup();
      expect(show(text).querySelector('[data-caret]')).toBeNull();
    },
  );

  it('leaves finished blocks in the document untouched while the last one grows', () => {
    const { container, rerender } = render(<Markdown text={'# One\n\ntwo'} streaming />);
    const heading = container.querySelector('h1');
    rerender(<Markdown text={'# One\n\ntwo and three'} streaming />);
    expect(container.querySelector('h1')).toBe(heading);
    expect(container.textContent).toContain('two and three');
  });

  it('keeps the footnotes of two texts apart', () => {
    const page = render(
      <>
        <Markdown text={'a[^1]\n\n[^1]: one'} />
        <Markdown text={'b[^1]\n\n[^1]: two'} />
      </>,
    ).container;
    const ids = [...page.querySelectorAll('li[id]')].map((item) => item.id);
    expect(new Set(ids).size).toBe(2);
    const targets = [...page.querySelectorAll('sup a')].map((link) => link.getAttribute('href'));
    expect(targets).toEqual(ids.map((id) => `#${id}`));
  });

  it('leads to a footnote and back without another address', async () => {
    HTMLElement.prototype.scrollIntoView = () => undefined;
    const page = show('a[^1]\n\n[^1]: the note');
    const before = location.href;
    const [there, back] = page.querySelectorAll('a');
    if (!there || !back) throw new Error('There is no footnote.');
    await userEvent.click(there);
    expect(document.activeElement).toBe(back);
    await userEvent.click(back);
    expect(document.activeElement).toBe(there);
    expect(location.href).toBe(before);
  });

  it('takes no other link into the page', () => {
    const page = show('[settings](#root) and [home](/)');
    expect(page.querySelector('a')).toBeNull();
  });

  it.each([
    ['[https://good.example/a](https://evil.example/b)', '(evil.example)'],
    ['[www.good.example](https://evil.example)', '(evil.example)'],
    ['[good.com](https://good.com.evil.example)', '(good.com.evil.example)'],
    ['[https://good.com@evil.example](https://evil.example)', '(evil.example)'],
    ['[write to a@good.com](mailto:b@evil.example)', '(b@evil.example)'],
  ])('shows where %s leads', (markdown, host) => {
    expect(show(markdown).textContent).toContain(host);
  });

  it.each([
    '[the report](https://good.example/a)',
    '[https://good.example/a](https://good.example/b)',
    '[good.com](https://www.good.com/a)',
    '<https://good.example/a?b=c>',
    'https://good.example.',
    '[main.py](https://good.example/main.py)',
    '[a@good.com](mailto:a@good.com)',
  ])('adds nothing to %s', (markdown) => {
    const page = show(markdown);
    expect(page.querySelector('a')).not.toBeNull();
    expect(page.querySelector('small')).toBeNull();
  });

  it('emphasises Japanese and Korean next to punctuation too', () => {
    const strong = (text: string) => show(text).querySelector('strong')?.textContent;
    expect(strong('これは**「重要」**です')).toBe('「重要」');
    cleanup();
    expect(strong('**중요(필수)**합니다')).toBe('중요(필수)');
  });

  it('draws tables with their alignment, and task lists without bullets to tick', () => {
    const page = show('| a | b |\n|:--|--:|\n| **1** | 2 |\n\n- [x] one\n  - [ ] two');
    const cells = [...page.querySelectorAll('td')].map(({ style }) => style.textAlign);
    expect(cells).toEqual(['left', 'right']);
    expect(page.querySelector('td strong')?.textContent).toBe('1');
    expect([...page.querySelectorAll('input')].every(({ disabled }) => disabled)).toBe(true);
    expect(page.querySelectorAll('li li')).toHaveLength(1);
  });
});

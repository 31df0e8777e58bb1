import { cleanup, render, waitFor } from '@testing-library/react';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';

import { stubResizing } from '../../ui/testing';
import { Markdown } from '../Markdown';
import { Formula } from './Formula';

beforeAll(stubResizing);
// Once the typesetting is loaded, a formula is drawn, or refused, when it is rendered.
beforeAll(async () => {
  const { container } = render(<Formula tex="x" display={false} />);
  await drawn(container);
  cleanup();
});
afterEach(() => {
  cleanup();
  vi.doUnmock('./typeset');
  vi.resetModules();
});

const drawn = async (page: HTMLElement, count = 1) => {
  await waitFor(() => {
    expect(page.querySelectorAll('.katex')).toHaveLength(count);
  });
};

const inline = (tex: string) => render(<Formula tex={tex} display={false} />).container;

describe('formulas in an answer', () => {
  it('are typeset in the line and on lines of their own, left to right', async () => {
    const { container } = render(<Markdown text={'so $x^2$ and\n\n\\[\nE = mc^2\n\\]'} />);
    await drawn(container, 2);
    expect(container.querySelectorAll('.katex-display')).toHaveLength(1);
    for (const formula of container.querySelectorAll('.katex')) {
      expect(formula.closest('[dir]')?.getAttribute('dir')).toBe('ltr');
    }
    // What a screen reader reads.
    expect(container.querySelector('math annotation')?.textContent).toBe('x^2');
  });

  it('stay as they are drawn while the answer grows', async () => {
    const { container, rerender } = render(<Markdown text="so $x^2$ is" streaming />);
    await drawn(container);
    const formula = container.querySelector('.katex');
    rerender(<Markdown text="so $x^2$ is less than $y" streaming />);
    expect(container.querySelector('.katex')).toBe(formula);
    expect(container.textContent).not.toContain('$');
  });

  it('never touch amounts', () => {
    const { container } = render(<Markdown text="from $5 to $10, or 5~10 and 20~30" />);
    expect(container.textContent).toBe('from $5 to $10, or 5~10 and 20~30');
    expect(container.querySelector('del')).toBeNull();
  });

  it.each(['\\frac{1}{', '\\nosuchcommand{x}', '}{', '\\begin{matrix} a'])(
    'show their source where TeX cannot read it: %s',
    (tex) => {
      const page = inline(tex);
      expect(page.textContent).toBe(tex);
      expect(page.querySelector('.katex-error, [style*="#cc0000"]')).toBeNull();
    },
  );

  it.each([
    '\\href{javascript:alert(1)}{x}',
    '\\url{https://evil.example}',
    '\\includegraphics{https://evil.example/a.png}',
    '\\htmlClass{evil}{x}',
    '\\htmlId{root}{x}',
    '\\htmlStyle{position:fixed}{x}',
    '\\htmlData{evil=1}{x}',
    '\\text{<img src=x onerror=alert(1)>}',
  ])('bring no link, picture, class or style: %s', (tex) => {
    const page = inline(tex);
    expect(page.textContent).not.toBe('');
    expect(page.querySelector('a, img, .evil, #root, [data-evil], [style*="fixed"]')).toBeNull();
  });

  it('cannot cover the page', () => {
    const page = inline('\\rule{9999em}{9999em}');
    expect(page.querySelector('.katex')).not.toBeNull();
    const sizes = [...page.querySelectorAll<HTMLElement>('[style]')].flatMap(({ style }) => [
      Number.parseFloat(style.width || '0'),
      Number.parseFloat(style.borderRightWidth || '0'),
      Number.parseFloat(style.borderTopWidth || '0'),
    ]);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(30);
  });

  it('stay as source where the typesetting cannot be loaded', async () => {
    const load = vi.fn(() => {
      throw new Error('offline');
    });
    vi.doMock('./typeset', load);
    const { Formula: Offline } = await import('./Formula');
    const { container } = render(<Offline tex="x^2" display />);
    await waitFor(() => {
      expect(load).toHaveBeenCalled();
    });
    expect(container.textContent).toBe('x^2');
  });
});

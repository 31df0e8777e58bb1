import { cleanup, render, waitFor } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';

import { Code } from './Code';

afterEach(() => {
  cleanup();
  vi.doUnmock('./highlighter');
  vi.resetModules();
});

const kinds = (page: HTMLElement) =>
  [...page.querySelectorAll<HTMLElement>('[data-token]')].map(
    ({ dataset, textContent }) => `${dataset.token ?? ''} ${textContent}`,
  );

describe('Code', () => {
  it('is plain text at first and gets its colours when they are loaded', async () => {
    const { container } = render(<Code text="return 1" language="py" />);
    expect(container.innerHTML).toMatch(/<code[^>]*>return 1<\/code>/);
    await waitFor(() => {
      expect(kinds(container)).toEqual(['keyword return', 'number 1']);
    });
    expect(container.textContent).toBe('return 1');
  });

  it('keeps its colours while it grows', async () => {
    const { container, rerender } = render(<Code text="return 1" language="py" />);
    await waitFor(() => {
      expect(kinds(container)).not.toEqual([]);
    });
    const first = container.querySelector('[data-token]');
    rerender(<Code text="return 1 + 2" language="py" />);
    expect(kinds(container)).toEqual(['keyword return', 'number 1', 'number 2']);
    expect(container.querySelector('[data-token]')).toBe(first);
  });

  it.each([null, 'mermaid', 'text', '<img src=x>'])('leaves code of %j plain', async (language) => {
    const { container } = render(<Code text={'return <b>1</b>'} language={language} />);
    const other = render(<Code text="return 1" language="py" />);
    await waitFor(() => {
      expect(kinds(other.container)).not.toEqual([]);
    });
    expect(kinds(container)).toEqual([]);
    expect(container.textContent).toBe('return <b>1</b>');
  });

  it('stays plain where the colours cannot be loaded, and tries again for the next code', async () => {
    const load = vi.fn(() => {
      throw new Error('offline');
    });
    vi.doMock('./highlighter', load);
    const { Code: Offline } = await import('./Code');
    const { container } = render(<Offline text="return 1" language="py" />);
    await waitFor(() => {
      expect(load).toHaveBeenCalledTimes(1);
    });
    expect(container.textContent).toBe('return 1');
    vi.doUnmock('./highlighter');
    const later = render(<Offline text="return 2" language="py" />);
    await waitFor(() => {
      expect(kinds(later.container)).toEqual(['keyword return', 'number 2']);
    });
  });
});

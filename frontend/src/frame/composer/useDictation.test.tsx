import { act, cleanup, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it, vi } from 'vitest';

import { showChat } from '../ui/testing';
import { box, button } from './testing/showComposer';

afterEach(cleanup);
afterEach(() => {
  vi.unstubAllGlobals();
});

describe('dictation', () => {
  class Recognition {
    static last: Recognition | null = null;
    lang = '';
    onresult: ((event: unknown) => void) | null = null;
    onerror: (() => void) | null = null;
    onend: (() => void) | null = null;
    constructor() {
      Recognition.last = this;
    }
    start = () => undefined;
    stop = () => {
      this.onend?.();
    };
    say(...parts: string[]) {
      this.onresult?.({ results: parts.map((transcript) => [{ transcript }]) });
    }
  }

  it('writes what is said behind the text', async () => {
    vi.stubGlobal('webkitSpeechRecognition', Recognition);
    showChat();
    await userEvent.type(box(), 'Hello');
    await userEvent.click(button('Dictate'));
    act(() => {
      Recognition.last?.say('wor');
    });
    act(() => {
      Recognition.last?.say('world', ' again');
    });
    expect(box().value).toBe('Hello world again');
    await userEvent.click(button('Stop dictating'));
    expect(button('Dictate')).toBeTruthy();
  });

  it('says what to do when the microphone may not be used', async () => {
    vi.stubGlobal('webkitSpeechRecognition', Recognition);
    showChat();
    await userEvent.click(button('Dictate'));
    act(() => {
      Recognition.last?.onerror?.();
      Recognition.last?.onend?.();
    });
    expect(screen.getByRole('alert').textContent).toContain('Allow the microphone');
  });

  it('is not offered where the browser has none', () => {
    showChat();
    expect(screen.queryByRole('button', { name: 'Dictate' })).toBeNull();
  });
});

import { act, cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { StrictMode } from 'react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { App } from '../App';
import { Runtime } from '../runtime';
import { tabStorage } from '../storage';
import { chatElement, FrameStandIn } from '../testing';
import { BUBBLE } from './geometry';

const ARGS = {
  session: 's1',
  ack: null,
  outgoing: [] as object[],
  subscribe: [],
  identity: 'ann',
  secret: { version: 1, secret: 'cs-x-1', organizationId: null },
  options: { api: { apiUrl: 'http://localhost/api/ai' } },
  layout: 'floating',
  height: 500,
};
const LIGHT = { base: 'light', primaryColor: '#ff4b4b', backgroundColor: '#ffffff' };

let heights: number[];
let runtime: Runtime;

function mount() {
  heights = [];
  runtime = new Runtime({
    mount: 'm1',
    clock: { now: () => 0, setTimeout: () => 0, clearTimeout: () => undefined },
    storage: tabStorage(() => sessionStorage),
    setValue: () => undefined,
    setHeight: (height) => heights.push(height),
    unheard: () => undefined,
  });
  render(<App runtime={runtime} />, { wrapper: StrictMode });
}

const draw = (args: object = {}) => {
  act(() => {
    runtime.render({ args: { ...ARGS, ...args }, theme: LIGHT, fontFaces: [] });
  });
};

const loaded = () => {
  const frame = new FrameStandIn();
  act(() => {
    frame.load();
    frame.tell('ready');
  });
  return frame;
};

const bubble = (name = 'Open chat') => screen.getByRole('button', { name });
const isOpen = () => screen.queryByRole('button', { name: /^Open chat/ }) === null;
const click = (name: string) => {
  fireEvent.click(screen.getByRole('button', { name }));
};
const command = (seq: number, name: string) => ({ seq, type: 'command', name, data: {} });

beforeEach(() => {
  vi.stubGlobal('matchMedia', () => ({
    matches: false,
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
  }));
  vi.stubGlobal('screen', { availWidth: 1200, availHeight: 900 });
  mount();
});

afterEach(() => {
  cleanup();
  sessionStorage.clear();
  vi.unstubAllGlobals();
});

describe('Floating', () => {
  it('begins as a bubble, with its chat loading behind it', () => {
    draw();
    expect(bubble().getAttribute('aria-expanded')).toBe('false');
    expect(heights.at(-1)).toBe(BUBBLE);
    expect(chatElement().isConnected).toBe(true);
  });

  it('opens a panel as high as the app allows, focuses the composer, and closes again', async () => {
    draw();
    const frame = loaded();
    const chat = chatElement();
    fireEvent.click(bubble());
    expect(heights.at(-1)).toBe(500);
    await waitFor(() => {
      expect(frame.commands('onFocusComposer')).toHaveLength(1);
    });
    click('Close chat');
    expect(heights.at(-1)).toBe(BUBBLE);
    expect(document.activeElement).toBe(bubble());
    expect(chatElement()).toBe(chat);
  });

  it('closes with Escape, unless the chat used the key itself', () => {
    draw();
    loaded();
    fireEvent.click(bubble());
    const used = new KeyboardEvent('keydown', { key: 'Escape', cancelable: true });
    used.preventDefault();
    act(() => {
      window.dispatchEvent(used);
    });
    expect(isOpen()).toBe(true);
    fireEvent.keyDown(window, { key: 'Escape', isComposing: true });
    expect(isOpen()).toBe(true);
    fireEvent.keyDown(window, { key: 'Escape' });
    expect(isOpen()).toBe(false);
  });

  it('marks an answer that ended behind the bubble, and none that was seen', () => {
    draw();
    const frame = loaded();
    act(() => {
      frame.tell('response.end');
    });
    expect(screen.getByRole('status').textContent).toBe('New message in the chat');
    fireEvent.click(bubble('Open chat, new message'));
    act(() => {
      frame.tell('response.end');
    });
    click('Close chat');
    expect(bubble()).toBeTruthy();
    expect(screen.getByRole('status').textContent).toBe('');
  });

  it.each([
    ['focusComposer', true],
    ['showHistory', true],
    ['sendUserMessage', false],
    ['setComposerValue', false],
    ['hideHistory', false],
  ])('the command %s opens the panel: %s', async (name, opens) => {
    draw();
    const frame = loaded();
    draw({ outgoing: [command(1, name)] });
    await waitFor(() => {
      const wire = `on${name.charAt(0).toUpperCase()}${name.slice(1)}`;
      expect(frame.commands(wire)).toHaveLength(1);
    });
    expect(isOpen()).toBe(opens);
  });

  it('is as it was after a reload, for the same user only', () => {
    draw();
    fireEvent.click(bubble());
    fireEvent.keyDown(screen.getByRole('button', { name: /^Resize/ }), { key: 'ArrowDown' });
    cleanup();
    mount();
    draw();
    expect(isOpen()).toBe(true);
    cleanup();
    mount();
    draw({ identity: 'bob' });
    expect(isOpen()).toBe(false);
  });

  it('counts every key that resizes it, however slowly the page follows', () => {
    draw();
    fireEvent.click(bubble());
    const corner = screen.getByRole('button', { name: /^Resize/ });
    fireEvent.keyDown(corner, { key: 'ArrowLeft' });
    fireEvent.keyDown(corner, { key: 'ArrowLeft' });
    fireEvent.keyDown(corner, { key: 'ArrowDown', shiftKey: true });
    const panel = document.querySelector<HTMLElement>('.floating');
    expect(panel?.style.getPropertyValue('--panel-width')).toBe('432px');
    expect(panel?.style.getPropertyValue('--panel-height')).toBe('436px');
  });

  it('follows the page when it becomes smaller or larger', () => {
    draw();
    fireEvent.click(bubble());
    for (const [availHeight, panel] of [
      [400, 368],
      [900, 500],
    ]) {
      vi.stubGlobal('screen', { availWidth: 1200, availHeight });
      fireEvent(window, new Event('resize'));
      expect(heights.at(-1)).toBe(panel);
    }
  });

  it('is told from others by the title of its header', () => {
    draw({ options: { ...ARGS.options, header: { title: { text: 'Sales' } } } });
    fireEvent.click(bubble('Open chat – Sales'));
    expect(screen.getByRole('dialog', { name: 'Chat – Sales' })).toBeTruthy();
  });

  it('has no corner to resize where it fills the screen', () => {
    vi.stubGlobal('matchMedia', () => ({
      matches: true,
      addEventListener: () => undefined,
      removeEventListener: () => undefined,
    }));
    draw();
    fireEvent.click(bubble());
    expect(screen.queryByRole('button', { name: /^Resize/ })).toBeNull();
  });

  it('speaks the language of the chat', () => {
    draw({ options: { ...ARGS.options, locale: 'zh-CN' } });
    fireEvent.click(bubble('打开聊天'));
    expect(screen.getByRole('dialog', { name: '聊天' })).toBeTruthy();
  });

  it('draws an inline chat without any of it, in the height that its container gives', () => {
    draw({ layout: 'inline', height: 'stretch' });
    expect(screen.queryByRole('button')).toBeNull();
    expect(heights).toEqual([320]);
  });
});

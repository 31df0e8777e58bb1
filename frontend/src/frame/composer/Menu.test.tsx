import { cleanup, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it } from 'vitest';

import { box, button, showComposer } from './testing/showComposer';

afterEach(cleanup);

describe('tools and models', () => {
  it('choose a tool for the next message', async () => {
    const { sent } = showComposer();
    await userEvent.click(button('Tools'));
    await userEvent.click(screen.getByRole('menuitemradio', { name: 'Search the web' }));
    expect(box().placeholder).toBe('Find…');
    await userEvent.type(box(), 'x{Enter}');
    expect(sent[0]?.extras).toMatchObject({ toolChoice: 'search' });
    expect(screen.queryByRole('button', { name: 'Stop using Search the web' })).toBeNull();
  });

  it('have a button of its own for a pinned tool', async () => {
    showComposer();
    await userEvent.click(button('Deep research'));
    expect(button('Deep research').getAttribute('aria-pressed')).toBe('true');
    await userEvent.click(button('Deep research'));
    expect(button('Deep research').getAttribute('aria-pressed')).toBe('false');
  });

  it('choose a model by key, and give the focus back', async () => {
    const { composer: controller } = showComposer();
    button('Model: Fast').focus();
    await userEvent.keyboard('{ArrowDown}');
    const item = (name: RegExp) => screen.getByRole('menuitemradio', { name });
    expect(document.activeElement).toBe(item(/Fast/));
    expect(item(/Fast/).ariaChecked).toBe('true');
    await userEvent.keyboard('o{Enter}');
    expect(screen.getByRole('menu')).toBeTruthy();
    await userEvent.keyboard('l{Enter}');
    expect(screen.queryByRole('menu')).toBeNull();
    expect(document.activeElement).toBe(button('Model: Large'));
    expect(controller.store.getState().selection.modelId).toBe('large');
  });

  it('close without a choice', async () => {
    const { calls } = showComposer();
    await userEvent.click(button('Tools'));
    await userEvent.keyboard('{Escape}');
    expect(screen.queryByRole('menu')).toBeNull();
    expect(document.activeElement).toBe(button('Tools'));
    await userEvent.click(button('Tools'));
    await userEvent.click(document.body);
    expect(screen.queryByRole('menu')).toBeNull();
    expect(calls).toEqual([]);
  });
});

import { act, cleanup, fireEvent, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it } from 'vitest';

import { box, button, showComposer } from './testing/showComposer';

afterEach(cleanup);

const active = () => document.getElementById(box().getAttribute('aria-activedescendant') ?? '');

describe('slash commands', () => {
  it('are chosen by key, and complete what they need', async () => {
    const { calls } = showComposer();
    await userEvent.type(box(), '/');
    expect(within(screen.getByRole('listbox')).getAllByRole('option')).toHaveLength(3);
    expect(active()?.textContent).toContain('/go [place]');
    await userEvent.keyboard('{ArrowUp}');
    expect(active()?.textContent).toContain('/plan');
    await userEvent.keyboard('{ArrowDown}{Enter}');
    expect(box().value).toBe('/go ');
    expect(screen.queryByRole('listbox')).toBeNull();
    expect(screen.getByText('[place]')).toBeTruthy();
    await userEvent.keyboard('home{Enter}');
    expect(calls).toEqual([['send', 'Go home']]);
  });

  it('go away with Escape, which stops no answer, and come again with another slash', async () => {
    const { calls, update } = showComposer();
    act(() => {
      update({ thread: { running: true } });
    });
    await userEvent.type(box(), '/o{Escape}');
    expect(screen.queryByRole('listbox')).toBeNull();
    expect(calls).toEqual([]);
    await userEvent.keyboard('{Backspace}{Backspace}/');
    expect(screen.getByRole('listbox')).toBeTruthy();
  });

  it('leave the Enter of an input method alone', async () => {
    showComposer();
    await userEvent.type(box(), '/');
    fireEvent.keyDown(box(), { key: 'Enter', keyCode: 229 });
    expect(box().value).toBe('/');
  });

  it('show that they will be carried out, until they are left out', async () => {
    const { sent } = showComposer();
    await userEvent.type(box(), '/out');
    await userEvent.click(screen.getByRole('option', { name: /outline/ }));
    expect(box().value).toBe('# ');
    await userEvent.click(button('Leave out the command outline'));
    await userEvent.type(box(), 'x{Enter}');
    expect(sent[0]?.extras).not.toHaveProperty('commandSource');
  });
});

import { act, cleanup, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it, vi } from 'vitest';

import { showChat, user } from '../ui/testing';

afterEach(cleanup);
afterEach(() => {
  vi.restoreAllMocks();
});

const now = Date.now();

const item = (id: string, title: string | null = `Title ${id}`, running = false) => ({
  id,
  threadId: `thread-${id}`,
  title,
  running,
  updatedAt: now,
});

const opened = {
  open: true,
  status: 'ready' as const,
  items: [item('a'), item('b', null), item('c', 'Title c', true)],
};

const current = { threadId: 'thread-a', conversationId: 'a', messages: [user('u', 'Hi')] };

const panel = () => screen.findByRole('complementary', { name: 'History' });

it('is opened and closed by the button "History"', async () => {
  const { calls, update } = showChat();
  const button = screen.getByRole('button', { name: 'History' });
  expect(button.getAttribute('aria-expanded')).toBe('false');
  await userEvent.click(button);
  act(() => {
    update({ history: opened });
  });
  await panel();
  expect(button.getAttribute('aria-expanded')).toBe('true');
  await userEvent.click(button);
  expect(calls).toEqual([
    ['history', 'show'],
    ['history', 'hide'],
  ]);
});

it('lists conversations by age, marks the current and the running one, and opens one', async () => {
  const { calls } = showChat({ history: opened, thread: current });
  const today = within(await panel()).getByRole('region', { name: 'Today' });
  const [, second, third] = within(today).getAllByRole('listitem');
  expect(within(today).getByRole('button', { name: 'Title a' }).ariaCurrent).toBe('page');
  expect(second?.textContent).toContain('Untitled conversation');
  expect(third?.textContent).toContain('Being answered');
  await userEvent.click(screen.getByRole('button', { name: 'Untitled conversation' }));
  expect(calls).toEqual([['history', 'openThread', 'thread-b']]);
});

it('takes the focus before it is seen, and gives it back every time', async () => {
  // jsdom calls the page left when what had the focus goes away.
  vi.spyOn(document, 'hasFocus').mockReturnValue(true);
  const { update } = showChat({ history: { ...opened, open: false } });
  const button = screen.getByRole('button', { name: 'History' });
  // The first time the panel is loaded, the second time it is there at once.
  for (const time of ['first', 'second']) {
    button.focus();
    act(() => {
      update({ history: { open: true } });
    });
    const field = within(await panel()).getByRole('searchbox');
    expect(document.activeElement, time).toBe(field);
    act(() => {
      update({ history: { open: false } });
    });
    expect(document.activeElement, time).toBe(button);
  }
});

it('covers a narrow chat, puts it out of reach, and closes with a choice', async () => {
  const { calls } = showChat({ history: opened, thread: current }, { wide: false });
  await screen.findByRole('dialog', { name: 'History' });
  expect(document.querySelector('main')?.hasAttribute('inert')).toBe(true);
  await userEvent.click(screen.getByRole('button', { name: 'Title a' }));
  expect(calls).toEqual([['history', 'hide']]);
});

it('is worked by keyboard alone', async () => {
  const { calls } = showChat({ history: opened });
  await panel();
  const person = userEvent.setup();
  screen.getByRole('searchbox').focus();
  await person.keyboard('{ArrowDown}');
  expect(document.activeElement?.textContent).toBe('Title a');
  await person.keyboard('{End}{ArrowUp}{Enter}');
  expect(calls).toEqual([['history', 'openThread', 'thread-b']]);
  await person.keyboard('{Escape}');
  expect(calls.at(-1)).toEqual(['history', 'hide']);
});

it('renames in place: Enter saves, Escape does not', async () => {
  const { calls } = showChat({ history: opened });
  await panel();
  const person = userEvent.setup();
  const rename = () => screen.getByRole('button', { name: 'Rename “Title a”' });
  await person.click(rename());
  await person.keyboard('Quarter{Enter}');
  expect(calls).toEqual([['history', 'rename', 'a', 'Quarter']]);
  await person.click(rename());
  await person.keyboard('Nothing{Escape}');
  expect(screen.queryByRole('textbox', { name: 'New title' })).toBeNull();
  expect(calls).toHaveLength(1);
});

it('deletes, hands the focus on, and offers to undo', async () => {
  const { calls, update } = showChat({ history: opened });
  await panel();
  await userEvent.click(screen.getByRole('button', { name: 'Delete “Title a”' }));
  expect(calls).toEqual([['history', 'remove', 'a']]);
  expect(document.activeElement?.textContent).toBe('Untitled conversation');
  act(() => {
    update({ history: { notice: { type: 'deleted', item: item('a') } } });
  });
  expect(screen.getByText('“Title a” deleted')).toBeTruthy();
  await userEvent.click(screen.getByRole('button', { name: 'Undo' }));
  expect(calls.at(-1)).toEqual(['history', 'undo']);
});

it('offers neither when the host does not want it', async () => {
  const history = { enabled: true, canDelete: false, canRename: false };
  showChat({ history: opened, options: { history } });
  await panel();
  expect(screen.queryByRole('button', { name: /Rename|Delete/ })).toBeNull();
});

it('tells an empty list from an empty search and a failure', async () => {
  const { calls, update } = showChat({ history: { ...opened, items: [] } });
  await panel();
  expect(screen.getByText('Your conversations will be listed here.')).toBeTruthy();
  act(() => {
    update({ history: { query: 'zzz' } });
  });
  expect(screen.getByText('No conversation has this in its title.')).toBeTruthy();
  act(() => {
    update({ history: { query: '', status: 'failed', error: { kind: 'network' } } });
  });
  await userEvent.click(screen.getByRole('button', { name: 'Retry' }));
  expect(calls).toEqual([['history', 'reload']]);
});

it('shows titles as text', async () => {
  showChat({ history: { ...opened, items: [item('x', '<img src=x onerror=alert(1)>')] } });
  const list = await panel();
  expect(list.querySelector('img')).toBeNull();
  expect(list.textContent).toContain('<img src=x');
});

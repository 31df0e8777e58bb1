import { act, cleanup, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it, vi } from 'vitest';

import { assistant, showChat, text, user } from '../testing';

afterEach(cleanup);

const messages = [user('u1', 'How much?'), assistant('a1', [text('Twelve percent more.')])];

it('edits the user’s own message in its place', async () => {
  const { calls, update } = showChat({ thread: { messages } });
  const person = userEvent.setup();
  await person.click(screen.getByRole('button', { name: 'Edit' }));
  act(() => {
    update({ editing: 'u1' });
  });
  const field = screen.getByRole('textbox', { name: 'Edit the message' });
  expect(document.activeElement).toBe(field);
  await person.keyboard(' Exactly?{Enter}');
  expect(calls).toEqual([
    ['editMessage', 'u1'],
    ['resend', 'u1', 'How much? Exactly?'],
  ]);
  await person.keyboard('{Escape}');
  expect(calls.at(-1)).toEqual(['editMessage', '']);
});

it('edits nothing while an answer is being written', () => {
  showChat({ thread: { messages, running: true }, editing: 'u1' });
  expect(screen.queryByRole('button', { name: 'Edit' })).toBeNull();
  expect(screen.queryByRole('textbox', { name: 'Edit the message' })).toBeNull();
});

it('asks for votes only where the host wants them, and takes one back', async () => {
  const { calls, update } = showChat({ thread: { messages } });
  expect(screen.queryByRole('button', { name: 'Good answer' })).toBeNull();
  act(() => {
    update({ options: { messageActions: { feedback: true, retry: false } } });
  });
  expect(screen.queryByRole('button', { name: 'Retry' })).toBeNull();
  await userEvent.click(screen.getByRole('button', { name: 'Good answer' }));
  act(() => {
    update({ thread: { messages: [assistant('a1', [text('Hi')], { rating: 'like' })] } });
  });
  const good = screen.getByRole('button', { name: 'Good answer' });
  expect(good.ariaPressed).toBe('true');
  await userEvent.click(good);
  await userEvent.click(screen.getByRole('button', { name: 'Bad answer' }));
  expect(calls).toEqual([
    ['rate', 'a1', 'like'],
    ['rate', 'a1', ''],
    ['rate', 'a1', 'dislike'],
  ]);
});

it('asks for no vote on an answer that never came', () => {
  showChat({
    thread: { messages: [assistant('a1', [], { status: 'failed' })] },
    options: { messageActions: { feedback: true, retry: true } },
  });
  expect(screen.getByRole('alert')).toBeTruthy();
  expect(screen.queryByRole('button', { name: /Good|Bad/ })).toBeNull();
});

it('says when a message was written', () => {
  const createdAt = new Date(2025, 6, 31, 14, 5).getTime();
  showChat({ thread: { messages: [{ ...user('u1', 'Hi'), createdAt }] } });
  expect(screen.getByText(/Jul 31, 2025, 2:05/)).toBeTruthy();
});

function select(from: Node | null, to: Node | null) {
  // jsdom has no layout.
  Range.prototype.getBoundingClientRect = () => new DOMRect(10, 10, 40, 20);
  act(() => {
    if (from && to) document.getSelection()?.setBaseAndExtent(from, 0, to, 6);
    document.dispatchEvent(new Event('selectionchange'));
  });
}

it('quotes what is selected in one message, not across messages', async () => {
  const { calls } = showChat({ thread: { messages } });
  const answer = screen.getByText('Twelve percent more.').firstChild;
  select(answer, answer);
  await userEvent.click(screen.getByRole('button', { name: 'Quote' }));
  expect(calls).toEqual([['addReference', 'Twelve']]);
  select(screen.getByText('How much?').firstChild, answer);
  expect(screen.queryByRole('button', { name: 'Quote' })).toBeNull();
  vi.restoreAllMocks();
});

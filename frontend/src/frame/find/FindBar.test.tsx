import { act, cleanup, fireEvent, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it } from 'vitest';

import { assistant, showChat, text, user } from '../ui/testing';

afterEach(cleanup);

const messages = [
  user('u1', 'Where is the report?'),
  assistant('a1', [text('The report is here. No other report.')]),
];

/** Opens the search as a reader does; it is loaded when it is needed. */
async function open() {
  // jsdom has no layout.
  Range.prototype.getBoundingClientRect = () => new DOMRect(10, 10, 40, 20);
  fireEvent.keyDown(document.body, { key: 'f', ctrlKey: true });
  return screen.findByRole('searchbox', { name: 'Find in this conversation' });
}

it('counts what it finds and goes from place to place, round and round', async () => {
  showChat({ thread: { messages } });
  const field = await open();
  expect(document.activeElement).toBe(field);
  const person = userEvent.setup();
  await person.type(field, 'report');
  expect(await screen.findByText('1 of 3')).toBeTruthy();
  await person.keyboard('{Enter}{Enter}');
  expect(await screen.findByText('3 of 3')).toBeTruthy();
  await person.keyboard('{Enter}');
  expect(await screen.findByText('1 of 3')).toBeTruthy();
  await person.keyboard('{Shift>}{Enter}{/Shift}');
  expect(await screen.findByText('3 of 3')).toBeTruthy();
  await person.click(screen.getByRole('button', { name: 'Next match' }));
  expect(await screen.findByText('1 of 3')).toBeTruthy();
  await person.clear(field);
  await person.type(field, 'nowhere');
  expect(await screen.findByText('Not found')).toBeTruthy();
});

it('closes with Escape, stops no answer by that, and gives the focus back', async () => {
  const { calls } = showChat({ thread: { messages, running: true } });
  const composer = screen.getByRole('textbox', { name: 'Message' });
  composer.focus();
  await open();
  await userEvent.keyboard('{Escape}');
  expect(screen.queryByRole('searchbox')).toBeNull();
  expect(calls).toEqual([]);
  expect(document.activeElement).toBe(composer);
});

it('is opened by a button too, and only where there is something to find', async () => {
  const { update } = showChat();
  const name = 'Find in this conversation';
  expect(screen.queryByRole('button', { name })).toBeNull();
  expect(fireEvent.keyDown(document.body, { key: 'f', ctrlKey: true })).toBe(true);
  act(() => {
    update({ thread: { messages } });
  });
  await userEvent.click(screen.getByRole('button', { name }));
  expect(await screen.findByRole('searchbox', { name })).toBeTruthy();
  // Once more is for the browser.
  expect(fireEvent.keyDown(document.body, { key: 'f', ctrlKey: true })).toBe(true);
});

it('asks for the messages that are not loaded', async () => {
  const { calls, update } = showChat({ thread: { messages, older: 'loading' } });
  await open();
  expect(calls).toEqual([]);
  act(() => {
    update({ thread: { older: 'more' } });
  });
  expect(calls).toContainEqual(['loadOlder']);
});

it('goes to what is in messages that are loaded after the words were typed', async () => {
  const { update } = showChat({ thread: { messages, older: 'loading' } });
  await userEvent.type(await open(), 'invoice');
  expect(await screen.findByText(/Not found/)).toBeTruthy();
  const older = [user('u0', 'An invoice'), assistant('a0', [text('Two invoices, one invoice.')])];
  act(() => {
    update({ thread: { messages: [...older, ...messages], older: 'none' } });
  });
  expect(await screen.findByText('1 of 3')).toBeTruthy();
});

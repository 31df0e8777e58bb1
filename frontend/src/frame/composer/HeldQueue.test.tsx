import { cleanup, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it } from 'vitest';

import { showChat, user } from '../ui/testing';

afterEach(cleanup);

it('sends what waits behind a failed answer or discards it, on demand', async () => {
  const waiting = { ...user('u2', 'Two'), queued: true };
  const { calls } = showChat({ thread: { messages: [user('u1', 'One'), waiting], held: true } });
  const ask = within(screen.getByRole('group', { name: /Send what is waiting/ }));
  await userEvent.click(ask.getByRole('button', { name: 'Send' }));
  await userEvent.click(ask.getByRole('button', { name: 'Discard' }));
  expect(calls).toEqual([['sendQueued'], ['withdraw', 'u2']]);
});

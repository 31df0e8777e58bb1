import { cleanup, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it } from 'vitest';

import { HEADER_ICONS, headerGlyph } from './headerIcons';
import { showChat } from './testing';

afterEach(cleanup);

const header = {
  enabled: true,
  title: null,
  showTitle: true,
  leftIcon: 'menu',
  rightIcon: 'star-filled',
};

it('draws the buttons of the host and tells it of each click', async () => {
  const { calls } = showChat({ options: { header } });
  await userEvent.click(await screen.findByRole('button', { name: 'Menu' }));
  await userEvent.click(await screen.findByRole('button', { name: 'Favourite' }));
  expect(calls).toEqual([
    ['clickHeaderIcon', 'left'],
    ['clickHeaderIcon', 'right'],
  ]);
});

it('has a button for a name that it does not know, even for one of an object’s own', () => {
  expect(headerGlyph('hologram').meaning).toBe('other');
  expect(headerGlyph('constructor').meaning).toBe('other');
  for (const name of Object.keys(HEADER_ICONS)) expect(headerGlyph(name).meaning).not.toBe('other');
});

it('renames the thread in the header', async () => {
  const thread = { threadId: 't', conversationId: 'c', title: 'Q3' };
  const { calls } = showChat({ thread });
  await userEvent.click(screen.getByRole('button', { name: 'Rename “Q3”' }));
  await userEvent.keyboard('Third quarter{Enter}');
  expect(calls).toEqual([['history', 'rename', 'c', 'Third quarter']]);
});

it('leaves the title alone when the host does not want it renamed', () => {
  const thread = { threadId: 't', conversationId: 'c', title: 'Q3' };
  const history = { enabled: true, canDelete: true, canRename: false };
  showChat({ thread, options: { history } });
  expect(screen.getByText('Q3')).toBeTruthy();
  expect(screen.queryByRole('button', { name: /Rename/ })).toBeNull();
});

it('can be minimised where there is a pet, until the user sends it away', async () => {
  const { calls, unmount } = showChat({ options: { pet: true } });
  await userEvent.click(screen.getByRole('button', { name: 'Minimise' }));
  expect(calls).toEqual([['minimize']]);
  unmount();
  showChat({ options: { pet: true }, petDismissed: true });
  expect(screen.queryByRole('button', { name: 'Minimise' })).toBeNull();
});

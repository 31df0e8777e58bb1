import { cleanup, fireEvent, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it, vi } from 'vitest';

import { showChat, user } from '../ui/testing';
import { box, button, options, showComposer } from './testing/showComposer';

afterEach(cleanup);

const EMEA = { id: 'emea', title: 'EMEA', group: 'Regions' };
const APAC = { id: 'apac', title: 'APAC', group: 'Regions', interactive: false };

describe('entities', () => {
  const card = { type: 'Basic', children: [{ type: 'Text', value: 'Twelve countries' }] };
  const call = vi.fn<(command: string, data: unknown) => Promise<unknown>>((command) =>
    Promise.resolve(command === 'onEntitySearch' ? [EMEA, APAC] : { preview: card }),
  );
  afterEach(() => {
    call.mockClear();
  });
  const commands = (name: string) => call.mock.calls.filter(([command]) => command === name);

  it('are searched when typing pauses, and mentioned by key', async () => {
    const { sent } = showComposer({ call });
    vi.useFakeTimers();
    try {
      for (const value of ['Sales of @', 'Sales of @e', 'Sales of @em']) {
        fireEvent.change(box(), { target: { value } });
        vi.advanceTimersByTime(100);
      }
      expect(call).not.toHaveBeenCalled();
      vi.advanceTimersByTime(100);
    } finally {
      vi.useRealTimers();
    }
    expect(commands('onEntitySearch')).toEqual([['onEntitySearch', { query: 'em' }]]);
    await screen.findByRole('option', { name: 'EMEA' });
    box().focus();
    expect(screen.getByRole('group', { name: 'Regions' })).toBeTruthy();
    await userEvent.keyboard('{Tab}');
    expect(box().value).toBe('Sales of @EMEA ');
    expect(screen.queryByRole('listbox')).toBeNull();
    await userEvent.keyboard('now{Enter}');
    expect(sent[0]?.text).toBe('Sales of @EMEA now');
    expect(sent[0]?.extras.references).toMatchObject([{ label: 'EMEA', entity: EMEA }]);
  });

  it('that are written no more are not sent', async () => {
    const { sent } = showComposer({ call });
    await userEvent.type(box(), '@e');
    await screen.findByRole('option', { name: 'EMEA' });
    await userEvent.keyboard('{Enter}{Backspace}{Backspace}{Escape}{Enter}');
    expect(sent[0]?.text).toBe('@EME');
    expect(sent[0]?.extras).toEqual({ model: 'fast' });
  });

  it('say when nothing was found, and let the message go', async () => {
    const { calls } = showComposer({ call: () => Promise.resolve([]) });
    await userEvent.type(box(), '@zz');
    await screen.findByText('No matches');
    await userEvent.keyboard('{Enter}');
    expect(calls).toEqual([['send', '@zz']]);
  });

  it('of a message are clicked and looked at, unless they are not interactive', async () => {
    const references = [EMEA, APAC].map((entity) => ({
      type: 'quote' as const,
      id: entity.id,
      text: entity.title,
      entity,
    }));
    const message = { ...user('u', 'Compare @EMEA with @APAC'), references };
    showChat({ options, thread: { messages: [message] } }, { call });
    expect(screen.queryByRole('button', { name: '@APAC' })).toBeNull();
    await userEvent.click(button('@EMEA'));
    expect(commands('onEntityClick')).toEqual([['onEntityClick', { entity: EMEA }]]);
    const preview = await screen.findByRole('tooltip');
    expect(preview.textContent).toContain('Regions');
    expect(await within(preview).findByText('Twelve countries')).toBeTruthy();
    await userEvent.keyboard('{Escape}');
    expect(screen.queryByRole('tooltip')).toBeNull();
  });
});

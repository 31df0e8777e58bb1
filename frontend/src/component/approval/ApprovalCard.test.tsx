import { cleanup, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { ApprovalCard } from './ApprovalCard';

const approval = {
  id: 7,
  question: [
    { text: 'Send invoice ', argument: false },
    { text: '<b>42</b>', argument: true },
    { text: '?', argument: false },
  ],
  params: { number: '<b>42</b>', send_copy: true, lines: [{ item: 'Tea' }], note: '' },
};

const onAnswer = vi.fn();
const card = (more: Partial<Parameters<typeof ApprovalCard>[0]> = {}) => (
  <>
    <input aria-label="elsewhere" />
    <ApprovalCard
      approval={approval}
      waiting={1}
      theme={{}}
      locale="en"
      onAnswer={onAnswer}
      {...more}
    />
  </>
);
const dialog = () => screen.getByRole('alertdialog');

beforeEach(() => {
  onAnswer.mockReset();
  vi.spyOn(document, 'hasFocus').mockReturnValue(true);
});
afterEach(cleanup);

describe('ApprovalCard', () => {
  it('asks by name, and shows what the tool would get as text', () => {
    render(card());
    const name = /^Waiting for your approval Send invoice <b>42<\/b> ?\?$/;
    expect(screen.getByRole('alertdialog', { name })).toBe(dialog());
    expect(dialog().querySelector('b')).toBeNull();
    const terms = within(dialog()).getAllByRole('term');
    const values = within(dialog()).getAllByRole('definition');
    expect(terms.map((term, at) => [term.textContent, values[at]?.textContent])).toEqual([
      ['number', '<b>42</b>'],
      ['send copy', 'yes'],
      ['lines', JSON.stringify([{ item: 'Tea' }], null, 2)],
      ['note', 'empty'],
    ]);
  });

  it.each([
    ['Approve', true],
    ['Reject', false],
  ])('%s answers once', async (name, approved) => {
    render(card());
    await userEvent.click(screen.getByRole('button', { name }));
    expect(onAnswer.mock.calls).toEqual([[7, approved]]);
  });

  it('takes the focus so that a key of a sentence being typed decides nothing', async () => {
    render(card());
    expect(document.activeElement).toBe(dialog());
    await userEvent.keyboard('{Enter} y');
    expect(onAnswer).not.toHaveBeenCalled();
  });

  it('leaves the focus where it is while the user is elsewhere in the app', () => {
    vi.spyOn(document, 'hasFocus').mockReturnValue(false);
    render(card());
    expect(document.activeElement).toBe(document.body);
  });

  it('keeps Tab among its own stops, in both directions', async () => {
    render(card());
    const stops = [
      screen.getByLabelText('Details'),
      screen.getByRole('button', { name: 'Approve' }),
      screen.getByRole('button', { name: 'Reject' }),
    ];
    for (const stop of [...stops, ...stops]) {
      await userEvent.tab();
      expect(document.activeElement).toBe(stop);
    }
    for (const stop of [...stops].reverse().slice(1)) {
      await userEvent.tab({ shift: true });
      expect(document.activeElement).toBe(stop);
    }
    await userEvent.tab({ shift: true });
    expect(document.activeElement).toBe(stops[2]);
  });

  it('gives the focus back after the answer, and for later on Escape without one', async () => {
    const { rerender } = render(<input aria-label="elsewhere" />);
    screen.getByLabelText('elsewhere').focus();
    rerender(card());
    expect(document.activeElement).toBe(dialog());
    await userEvent.keyboard('{Escape}');
    expect(document.activeElement).toBe(screen.getByLabelText('elsewhere'));
    expect(onAnswer).not.toHaveBeenCalled();
    screen.getByRole('button', { name: 'Approve' }).focus();
    await userEvent.keyboard('{Enter}');
    expect(onAnswer.mock.calls).toEqual([[7, true]]);
  });

  it('does not pull the focus back when the user has moved on', () => {
    const { unmount } = render(card());
    const outside = document.body.appendChild(document.createElement('button'));
    outside.focus();
    unmount();
    expect(document.activeElement).toBe(outside);
    outside.remove();
  });

  it('does not interrupt a draft in the chat', () => {
    const frame = document.body.appendChild(document.createElement('iframe'));
    const draft = frame.contentDocument?.body.appendChild(document.createElement('textarea'));
    if (!draft) throw new Error('The frame has no document.');
    draft.value = 'Half a sent';
    draft.focus();
    frame.focus();
    const { unmount } = render(card());
    expect(document.activeElement).toBe(frame);
    unmount();
    draft.value = '';
    frame.focus();
    render(card());
    expect(document.activeElement).toBe(dialog());
    frame.remove();
  });

  it('says how many are waiting, in the language of the chat', () => {
    render(card({ waiting: 3, locale: 'zh-CN' }));
    expect(dialog().textContent).toContain('第 1 项，共 3 项');
    expect(screen.getByRole('button', { name: '批准' })).toBeTruthy();
    expect(screen.getByRole('button', { name: '拒绝' })).toBeTruthy();
  });

  it('has no list for a call without arguments', () => {
    render(card({ approval: { ...approval, params: {} } }));
    expect(screen.queryByLabelText('Details')).toBeNull();
  });
});

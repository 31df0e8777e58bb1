import { cleanup, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it } from 'vitest';

import type { ActionRequest } from '../protocol/approvals';
import type { Prompt } from '../state/types';
import { assistant, showChat, text, user } from '../ui/testing';

afterEach(cleanup);

const mail: ActionRequest = {
  name: 'send_mail',
  args: { to: 'a@example.com', copies: 2, nested: { a: 1 } },
  description: 'Tell the <b>customer</b>',
  allowed: ['approve', 'edit', 'reject', 'respond'],
  argsSchema: { properties: { to: { type: 'string', pattern: '@' } }, required: ['to'] },
};

const cancel: ActionRequest = {
  ...mail,
  name: 'cancel_order',
  description: null,
  args: {},
  allowed: ['approve', 'reject'],
};

const option = (label: string) => ({ label, description: `About ${label}` });
const question = (id: string, ...labels: string[]) => ({
  id,
  header: `Topic ${id}`,
  question: `Which ${id}?`,
  options: labels.map(option),
});

function show(prompt: Prompt) {
  return showChat({
    thread: {
      threadId: 't',
      running: true,
      prompt,
      messages: [user('u', 'Hi'), assistant('a', [text('May I?')], { status: 'asking' })],
    },
  });
}

const approval = (...requests: ActionRequest[]): Prompt => ({
  kind: 'approval',
  id: 'p-1',
  requests,
});

const press = async (name: string) => {
  await userEvent.click(await screen.findByRole('button', { name }));
};

describe('an approval card', () => {
  it('shows the action and its arguments as text', async () => {
    show(approval(mail));
    const card = await screen.findByRole('region', { name: 'Waiting for your approval' });
    expect(within(card).getByText('Send mail')).toBeTruthy();
    expect(within(card).getByText('Tell the <b>customer</b>')).toBeTruthy();
    expect(within(card).getByText('a@example.com')).toBeTruthy();
    expect(within(card).getByText(/"a": 1/)).toBeTruthy();
    expect(
      within(card)
        .getAllByRole('button')
        .map(({ textContent }) => textContent),
    ).toEqual(['Approve', 'Edit', 'Reject', 'Respond']);
    expect(screen.getByText('The assistant asks for your approval')).toBeTruthy();
    expect(document.activeElement).toBe(document.body);
  });

  it('sends one decision per action, in order', async () => {
    const { calls } = show(approval(cancel, mail));
    expect(await screen.findByText('1 of 2')).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Edit' })).toBeNull();
    await press('Approve');
    expect(calls).toEqual([]);
    expect(screen.getByText('2 of 2')).toBeTruthy();
    expect(document.activeElement?.textContent).toBe('Approve');
    await press('Reject');
    await userEvent.type(screen.getByLabelText('Reason (optional)'), 'Too late');
    await press('Reject');
    expect(calls).toEqual([
      [
        'answerPrompt',
        'p-1',
        {
          kind: 'approval',
          decisions: [{ type: 'approve' }, { type: 'reject', message: 'Too late' }],
        },
      ],
    ]);
  });

  it('rejects without a reason', async () => {
    const { calls } = show(approval(cancel));
    await press('Reject');
    await press('Reject');
    expect(calls[0]?.[2]).toEqual({ kind: 'approval', decisions: [{ type: 'reject' }] });
  });

  it('edits the arguments, and refuses what the schema does not allow', async () => {
    const { calls } = show(approval(mail));
    await press('Edit');
    const to = screen.getByLabelText('To');
    expect(document.activeElement).toBe(to);
    await userEvent.clear(to);
    await userEvent.type(to, 'nobody');
    await press('Approve with changes');
    expect(calls).toEqual([]);
    expect(to.getAttribute('aria-invalid')).toBe('true');
    await userEvent.type(to, '@example.com');
    await press('Approve with changes');
    expect(calls[0]?.[2]).toEqual({
      kind: 'approval',
      decisions: [
        {
          type: 'edit',
          editedAction: {
            name: 'send_mail',
            args: { to: 'nobody@example.com', copies: 2, nested: { a: 1 } },
          },
        },
      ],
    });
  });

  it('calls arguments what their schema calls them, unless it says the same again', async () => {
    const properties = {
      to: { type: 'string', title: '收件人' },
      copies: { type: 'integer', title: 'COPIES' },
    };
    show(approval({ ...mail, argsSchema: { properties } }));
    const card = await screen.findByRole('region', { name: 'Waiting for your approval' });
    expect(within(card).getByText('收件人')).toBeTruthy();
    expect(within(card).getByText('Copies')).toBeTruthy();
    await press('Edit');
    expect(screen.getByLabelText('收件人')).toHaveProperty('value', 'a@example.com');
  });

  it('answers the agent in words, never without any', async () => {
    const { calls } = show(approval(mail));
    await press('Respond');
    const send = screen.getByRole('button', { name: 'Respond' });
    expect(send).toHaveProperty('disabled', true);
    await userEvent.type(screen.getByLabelText('Your answer to the assistant'), 'Call instead');
    await userEvent.click(send);
    expect(calls[0]?.[2]).toEqual({
      kind: 'approval',
      decisions: [{ type: 'respond', message: 'Call instead' }],
    });
  });

  it('goes back from a form by Escape, without stopping the answer', async () => {
    const { calls } = show(approval(mail));
    await press('Edit');
    await userEvent.keyboard('{Escape}');
    expect(document.activeElement?.textContent).toBe('Edit');
    expect(calls).toEqual([]);
    await userEvent.keyboard('{Escape}');
    expect(calls).toEqual([['stop']]);
  });

  it('holds the composer back while Stop stays', async () => {
    const { calls } = show(approval(mail));
    await userEvent.type(screen.getByLabelText('Message'), 'Hello{Enter}');
    expect(calls).toEqual([]);
    await press('Stop');
    expect(calls).toEqual([['stop']]);
    expect(screen.queryByText('Waiting for the app…')).toBeNull();
  });
});

describe('a question card', () => {
  const prompt: Prompt = {
    kind: 'questions',
    id: 'p-1',
    questions: [question('scope', 'Open', 'All'), question('format', 'PDF', 'DOCX', 'CSV')],
  };

  it('wants an answer to each question', async () => {
    const { calls } = show(prompt);
    const send = await screen.findByRole('button', { name: 'Send answer' });
    const [scope, format] = screen.getAllByRole('group');
    if (!scope || !format) throw new Error('There are two questions.');
    await userEvent.click(within(scope).getByRole('radio', { name: /^All/ }));
    expect(send).toHaveProperty('disabled', true);
    await userEvent.type(within(format).getByLabelText('Your own answer'), 'A poem');
    expect(within(format).getByLabelText('Something else')).toHaveProperty('checked', true);
    await userEvent.click(send);
    expect(calls).toEqual([
      [
        'answerPrompt',
        'p-1',
        {
          kind: 'questions',
          answers: [
            { type: 'option', option: option('All') },
            { type: 'other', text: 'A poem' },
          ],
        },
      ],
    ]);
  });

  it('gives its place to a newer one', async () => {
    const { update } = show(prompt);
    await userEvent.click(await screen.findByRole('radio', { name: /^All/ }));
    update({
      thread: { prompt: { kind: 'questions', id: 'p-2', questions: [question('when', 'A', 'B')] } },
    });
    await waitFor(() => {
      expect(screen.queryByText('Which scope?')).toBeNull();
    });
    expect(screen.getByText('Which when?')).toBeTruthy();
    expect(screen.queryByRole('radio', { checked: true })).toBeNull();
  });
});

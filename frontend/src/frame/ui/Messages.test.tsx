import { act, cleanup, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it } from 'vitest';

import type { Message, UserMessage } from '../state/types';
import { assistant, reasoning, showChat, step, text, user } from './testing';

afterEach(cleanup);

const talk = (...messages: Message[]) => showChat({ thread: { threadId: 't', messages } });

/** A message that counts how often it is drawn. */
function counted(message: UserMessage) {
  let draws = 0;
  const watched = {
    ...message,
    get text() {
      draws += 1;
      return message.text;
    },
  };
  return { message: watched, draws: () => draws };
}

describe('messages', () => {
  it('are a log with a name, which does not read out every token', () => {
    talk(user('u', 'Hi'), assistant('a', [text('Hello')]));
    const log = screen.getByRole('log', { name: 'Conversation' });
    expect(log.getAttribute('aria-live')).toBe('off');
    expect(within(log).getByRole('article', { name: 'You' }).textContent).toContain('Hi');
    expect(within(log).getByRole('article', { name: 'Assistant' }).textContent).toContain('Hello');
  });

  it('are not drawn again while another one streams', () => {
    const first = counted(user('u1', 'One'));
    const done = assistant('a1', [text('Answer')]);
    const streaming = (content: string) =>
      assistant('a2', [text(content)], { status: 'streaming' });
    const { update } = showChat({
      thread: { running: true, messages: [first.message, done, streaming('A')] },
    });
    const before = first.draws();
    for (const content of ['A b', 'A b c', 'A b c d']) {
      act(() => {
        update({ thread: { messages: [first.message, done, streaming(content)] } });
      });
    }
    // The thread itself looks at no text: what is left is drawing.
    expect(first.draws()).toBe(before);
    expect(screen.getByText('A b c d')).toBeTruthy();
  });

  it('show the text of the user as it was typed', () => {
    const { container } = talk(user('u', '**not bold** <b>x</b>\nline'));
    expect(container.querySelector('strong, b')).toBeNull();
    expect(screen.getByText(/\*\*not bold\*\* <b>x<\/b>/)).toBeTruthy();
  });

  it('say that they wait while another answer runs, and can be taken back', async () => {
    const answer = assistant('a', [text('Hello')], { status: 'streaming' });
    const { calls, update } = showChat({
      thread: { running: true, messages: [user('u1', 'One'), answer] },
    });
    act(() => {
      update({
        thread: { messages: [user('u1', 'One'), answer, { ...user('u2', 'Two'), queued: true }] },
      });
    });
    const [sent, queued] = screen.getAllByRole('article', { name: 'You' });
    expect(sent?.textContent).not.toContain('Queued');
    expect(queued?.textContent).toContain('Queued');
    expect(screen.getByText('Queued', { selector: '[role=status]' })).toBeTruthy();
    await userEvent.click(screen.getByRole('button', { name: 'Remove from the queue' }));
    expect(calls).toEqual([['withdraw', 'u2']]);
    act(() => {
      update({ thread: { messages: [user('u1', 'One'), answer, user('u2', 'Two')] } });
    });
    expect(screen.queryByText('Queued', { selector: 'article *' })).toBeNull();
  });

  it('offer Retry for the last answer also when a message waits below it', () => {
    talk(user('u1', 'One'), assistant('a', [text('Hello')]), {
      ...user('u2', 'Two'),
      queued: true,
    });
    expect(screen.getByRole('button', { name: 'Retry' })).toBeTruthy();
  });

  it('offer Copy everywhere and Retry for the last answer only', async () => {
    const { calls } = talk(
      user('u1', 'One'),
      assistant('a1', [text('First')]),
      user('u2', 'Two'),
      assistant('a2', [reasoning('hm'), text('Second **bold**')]),
    );
    const person = userEvent.setup();
    expect(screen.getAllByRole('button', { name: 'Copy' })).toHaveLength(4);
    const copies = screen.getAllByRole('button', { name: 'Copy' });
    await person.click(copies[3] ?? document.body);
    expect(await navigator.clipboard.readText()).toBe('Second **bold**');
    await person.click(screen.getByRole('button', { name: 'Retry' }));
    expect(calls).toEqual([['retry']]);
  });

  it('have no actions while they stream', () => {
    showChat({
      thread: { running: true, messages: [assistant('a', [text('x')], { status: 'streaming' })] },
    });
    expect(screen.queryByRole('button', { name: /Copy|Retry/ })).toBeNull();
  });

  it.each([
    ['pending', 'Preparing an answer…'],
    ['waiting', 'Waiting for the app…'],
    ['stopped', 'Answer stopped'],
    ['done', 'The assistant gave no answer'],
  ] as const)('say what goes on when %s', (status, words) => {
    talk(user('u', 'Hi'), assistant('a', [], { status }));
    expect(screen.getByText(words)).toBeTruthy();
  });

  it.each(['stopped', 'failed'] as const)('show no half-written marks when it %s', (status) => {
    talk(user('u', 'Hi'), assistant('a', [text('Up to **164.5')], { status }));
    expect(screen.getByText('164.5').tagName).toBe('STRONG');
    expect(screen.queryByText(/\*/)).toBeNull();
  });

  it('say why an answer was stopped, unless the user did it', () => {
    const stopped = { status: 'stopped', stopReason: 'The app was stopped' } as const;
    talk(user('u', 'Hi'), assistant('a', [], stopped));
    const line = screen.getByText('The app was stopped').parentElement;
    expect(line?.textContent).toBe('Answer stopped · The app was stopped');
  });

  it('say in human words why an answer failed, with the detail and one Retry', async () => {
    const error = { kind: 'agent', detail: 'ZeroDivisionError', status: 500 } as const;
    const { calls } = talk(
      user('u', 'Hi'),
      assistant('a', [text('Part')], { status: 'failed', error }),
    );
    const alert = screen.getByRole('alert');
    expect(alert.textContent).toContain('The assistant could not finish its answer');
    expect(alert.textContent).toContain('ZeroDivisionError');
    expect(screen.getByText('Part')).toBeTruthy();
    await userEvent.click(screen.getByRole('button', { name: 'Retry' }));
    expect(calls).toEqual([['retry']]);
  });

  it('survive parts that this version cannot draw', () => {
    talk(
      assistant('a', [{ type: 'unknown', id: 'x', raw: { type: 'video' } }, text('Still here')]),
    );
    expect(screen.getByText('Still here')).toBeTruthy();
  });
});

describe('timeline', () => {
  it('has the reasoning open while it arrives and closed afterwards', () => {
    const part = reasoning('Let me see.', { startedAt: 1000 });
    const { update } = showChat({
      thread: { running: true, messages: [assistant('a', [part], { status: 'streaming' })] },
    });
    expect(screen.getByRole('button', { name: 'Thinking' }).getAttribute('aria-expanded')).toBe(
      'true',
    );
    expect(screen.getByText('Let me see.')).toBeTruthy();
    act(() => {
      const parts = [{ ...part, endedAt: 5200 }, text('Well')];
      update({ thread: { messages: [assistant('a', parts, { status: 'streaming' })] } });
    });
    const line = screen.getByRole('button', { name: 'Thought for 4.2s' });
    expect(line.getAttribute('aria-expanded')).toBe('false');
    const panel = document.getElementById(line.getAttribute('aria-controls') ?? '');
    expect(panel?.hasAttribute('inert')).toBe(true);
  });

  it('leaves the reasoning as the reader set it', async () => {
    const part = reasoning('Let me see.');
    const { update } = showChat({
      thread: { running: true, messages: [assistant('a', [part], { status: 'streaming' })] },
    });
    await userEvent.click(screen.getByRole('button', { name: 'Thinking' }));
    await userEvent.click(screen.getByRole('button', { name: 'Thinking' }));
    act(() => {
      update({ thread: { running: false, messages: [assistant('a', [part])] } });
    });
    const line = screen.getByRole('button', { name: 'Thought it through' });
    expect(line.getAttribute('aria-expanded')).toBe('true');
  });

  it('shows a step as one line with its state and duration, details on demand', async () => {
    talk(
      assistant('a', [
        step({
          title: 'Look up',
          input: { no: 1042 },
          output: '{"state":"shipped"}',
          startedAt: 0,
          endedAt: 420,
        }),
      ]),
    );
    const line = screen.getByRole('button', { name: 'Look up Done 0.4s' });
    expect(screen.queryByText(/1042/)).toBeNull();
    await userEvent.click(line);
    expect(screen.getByText(/"no": 1042/)).toBeTruthy();
    expect(screen.getByText(/"state": "shipped"/)).toBeTruthy();
  });

  it('shows a text of several lines as it is, not as escaped JSON', async () => {
    talk(assistant('a', [step({ title: 'Query', input: { sql: 'SELECT 1\nFROM orders' } })]));
    await userEvent.click(screen.getByRole('button', { name: /Query/ }));
    expect(screen.getByLabelText('Input').textContent).toBe('SELECT 1\nFROM orders');
  });

  it('puts the other fields below such a text', async () => {
    const input = { sql: 'SELECT ?\nFROM orders', parameters: ['EMEA'] };
    talk(assistant('a', [step({ title: 'Query', input })]));
    await userEvent.click(screen.getByRole('button', { name: /Query/ }));
    expect(screen.getByLabelText('Input').textContent).toBe(
      'SELECT ?\nFROM orders\n\nparameters: ["EMEA"]',
    );
  });

  it('names a step by its tool when nothing better is known', () => {
    talk(assistant('a', [step()]));
    expect(screen.getByText('Lookup order')).toBeTruthy();
  });

  it('says what a running step does and afterwards what it was', () => {
    const part = step({ title: 'Orders', message: 'Reading 12 orders', status: 'running' });
    const { update } = showChat({
      thread: { running: true, messages: [assistant('a', [part], { status: 'streaming' })] },
    });
    expect(screen.getByText('Reading 12 orders')).toBeTruthy();
    act(() => {
      update({
        thread: {
          messages: [assistant('a', [{ ...part, status: 'success' }], { status: 'streaming' })],
        },
      });
    });
    expect(screen.getByText('Orders')).toBeTruthy();
  });

  it('marks a failed step in words and tells why', async () => {
    talk(assistant('a', [step({ title: 'Refund', status: 'fail', error: 'Not allowed' })]));
    await userEvent.click(screen.getByRole('button', { name: /Refund Failed/ }));
    expect(screen.getByText('Not allowed')).toBeTruthy();
  });

  it('draws a step as failed that never ended', () => {
    talk(assistant('a', [step({ title: 'Refund', status: 'running' })], { status: 'stopped' }));
    expect(screen.getByText('Failed')).toBeTruthy();
  });
});

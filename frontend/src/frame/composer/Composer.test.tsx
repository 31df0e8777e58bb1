import { act, cleanup, fireEvent, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it } from 'vitest';

import { showChat } from '../ui/testing';
import { NO_OPTIONS } from './testing/standalone';

afterEach(cleanup);

const box = () => screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Message' });
const send = () => screen.getByRole<HTMLButtonElement>('button', { name: 'Send' });

describe('Composer', () => {
  it('sends with Enter, trimmed, and is empty and focused afterwards', async () => {
    const { calls } = showChat();
    await userEvent.type(box(), '  Hello {Enter}');
    expect(calls).toEqual([['send', 'Hello']]);
    expect(box().value).toBe('');
    expect(document.activeElement).toBe(box());
  });

  it('has the draft that was kept, with the caret at its end', async () => {
    const { composer } = showChat();
    act(() => {
      composer.setValue({ text: 'Kept', files: [] });
    });
    expect(box().value).toBe('Kept');
    await userEvent.type(box(), '!');
    expect(composer.store.getState().draft.text).toBe('Kept!');
    await userEvent.type(box(), '{Enter}');
    expect(composer.store.getState().draft.text).toBe('');
  });

  it('starts a new line with Shift+Enter', async () => {
    const { calls } = showChat();
    await userEvent.type(box(), 'one{Shift>}{Enter}{/Shift}two');
    expect(box().value).toBe('one\ntwo');
    expect(calls).toEqual([]);
  });

  it.each([{ isComposing: true }, { keyCode: 229 }])(
    'does nothing on the Enter of an input method: %o',
    (sign) => {
      const { calls, composer } = showChat();
      act(() => {
        composer.setValue({ text: '你好', files: [] });
      });
      fireEvent.keyDown(box(), { key: 'Enter', ...sign });
      expect(calls).toEqual([]);
      fireEvent.keyDown(box(), { key: 'Enter' });
      expect(calls).toEqual([['send', '你好']]);
    },
  );

  it('sends nothing but spaces neither by key nor by button', async () => {
    const { calls } = showChat();
    expect(send().disabled).toBe(true);
    await userEvent.type(box(), '  {Enter}');
    expect(send().disabled).toBe(true);
    expect(calls).toEqual([]);
  });

  it('is disabled until the chat can send, and keeps its draft when the connection is lost', async () => {
    const { update } = showChat({ connection: { status: 'connecting' } });
    expect(box().disabled).toBe(true);
    act(() => {
      update({ connection: { status: 'ready' } });
    });
    await userEvent.type(box(), 'draft');
    act(() => {
      update({ connection: { status: 'failed', error: { kind: 'network' } } });
    });
    expect(box().disabled).toBe(true);
    expect(box().value).toBe('draft');
  });

  it('has Stop in the place of Send while an answer runs', async () => {
    const { calls } = showChat({ thread: { running: true } });
    expect(screen.queryByRole('button', { name: 'Send' })).toBeNull();
    await userEvent.type(box(), '{Enter}');
    expect(calls).toEqual([]);
    await userEvent.click(screen.getByRole('button', { name: 'Stop' }));
    expect(calls).toEqual([['stop']]);
  });

  it('sends while an answer runs once something is written, with Stop beside it', async () => {
    const { calls } = showChat({ thread: { running: true } });
    await userEvent.type(box(), 'And then?{Enter}');
    expect(calls).toEqual([['send', 'And then?']]);
    expect(box().value).toBe('');
    await userEvent.type(box(), 'One more');
    await userEvent.click(send());
    await userEvent.type(box(), 'A draft');
    await userEvent.click(screen.getByRole('button', { name: 'Stop' }));
    expect(calls.slice(1)).toEqual([['send', 'One more'], ['stop']]);
    expect(box().value).toBe('A draft');
  });

  it('has the focus after Stop was pressed by key, since the button goes away', async () => {
    const { calls } = showChat({ thread: { running: true } });
    screen.getByRole('button', { name: 'Stop' }).focus();
    await userEvent.keyboard('{Enter}');
    expect(calls).toEqual([['stop']]);
    expect(document.activeElement).toBe(box());
  });

  it('stops with Escape while an answer runs, and only then', async () => {
    const { calls, update } = showChat();
    await userEvent.keyboard('{Escape}');
    expect(calls).toEqual([]);
    act(() => {
      update({ thread: { running: true } });
    });
    await userEvent.keyboard('{Escape}');
    expect(calls).toEqual([['stop']]);
  });

  it('does not send while a thread is being loaded', async () => {
    const { calls } = showChat({ thread: { loading: true } });
    await userEvent.type(box(), 'early{Enter}');
    expect(calls).toEqual([]);
    expect(box().value).toBe('early');
  });

  it('takes the host’s text each time it is given, also the same again', async () => {
    const { composer } = showChat();
    act(() => {
      composer.setValue({ text: 'Explain', files: [] });
    });
    await userEvent.type(box(), ' more');
    expect(box().value).toBe('Explain more');
    act(() => {
      composer.setValue({ text: 'Explain', files: [] });
    });
    expect(box().value).toBe('Explain');
    expect(box().selectionStart).toBe('Explain'.length);
  });

  it('never takes the focus by itself', () => {
    const { update } = showChat({ connection: { status: 'connecting' } });
    act(() => {
      update({ connection: { status: 'ready' } });
    });
    expect(document.activeElement).toBe(document.body);
  });

  it('takes the focus when the host asks, once it can', () => {
    const { update } = showChat({ connection: { status: 'connecting' }, focusRequests: 1 });
    expect(document.activeElement).toBe(document.body);
    act(() => {
      update({ connection: { status: 'ready' } });
    });
    expect(document.activeElement).toBe(box());
  });

  it('shows the host’s placeholder, else its own', () => {
    const { update } = showChat();
    expect(box().placeholder).toBe('Ask anything');
    act(() => {
      update({ options: { composer: { ...NO_OPTIONS, placeholder: 'Ask about orders' } } });
    });
    expect(box().placeholder).toBe('Ask about orders');
  });
});

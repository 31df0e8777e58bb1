import {
  act,
  cleanup,
  createEvent,
  fireEvent,
  screen,
  waitFor,
  within,
} from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it, vi } from 'vitest';

import { parseComposerOptions } from '../protocol/composerOptions';
import { showChat, user } from '../ui/testing';

afterEach(cleanup);
afterEach(() => {
  vi.unstubAllGlobals();
});

// jsdom has no layout.
Element.prototype.scrollIntoView = () => undefined;
HTMLElement.prototype.showPopover = () => undefined;

const box = () => screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Message' });
const button = (name: string | RegExp) => screen.getByRole<HTMLButtonElement>('button', { name });
const active = () => document.getElementById(box().getAttribute('aria-activedescendant') ?? '');

const composer = parseComposerOptions({
  attachments: { enabled: true, maxCount: 2 },
  tools: [
    { id: 'search', label: 'Search the web', shortLabel: 'Search', placeholderOverride: 'Find…' },
    { id: 'deep', label: 'Deep research', pinned: true },
  ],
  models: [
    { id: 'fast', label: 'Fast', default: true },
    { id: 'large', label: 'Large', description: 'Thinks longer' },
    { id: 'old', label: 'Old', disabled: true },
  ],
  slashCommands: [
    { name: 'go', argsHint: '[place]', action: { type: 'submit_prompt', template: 'Go {{args}}' } },
    { name: 'outline', action: { type: 'insert_text', template: '# ' } },
  ],
});

const options = { composer, entities: { search: true, click: true, preview: true } };
const EMEA = { id: 'emea', title: 'EMEA', group: 'Regions' };
const APAC = { id: 'apac', title: 'APAC', group: 'Regions', interactive: false };

function show(parts: Parameters<typeof showChat>[1] = {}) {
  return showChat({ options, models: composer.models }, parts);
}

describe('slash commands', () => {
  it('are chosen by key, and complete what they need', async () => {
    const { calls } = show();
    await userEvent.type(box(), '/');
    expect(within(screen.getByRole('listbox')).getAllByRole('option')).toHaveLength(3);
    expect(active()?.textContent).toContain('/go [place]');
    await userEvent.keyboard('{ArrowUp}');
    expect(active()?.textContent).toContain('/plan');
    await userEvent.keyboard('{ArrowDown}{Enter}');
    expect(box().value).toBe('/go ');
    expect(screen.queryByRole('listbox')).toBeNull();
    expect(screen.getByText('[place]')).toBeTruthy();
    await userEvent.keyboard('home{Enter}');
    expect(calls).toEqual([['send', 'Go home']]);
  });

  it('go away with Escape, which stops no answer, and come again with another slash', async () => {
    const { calls, update } = show();
    act(() => {
      update({ thread: { running: true } });
    });
    await userEvent.type(box(), '/o{Escape}');
    expect(screen.queryByRole('listbox')).toBeNull();
    expect(calls).toEqual([]);
    await userEvent.keyboard('{Backspace}{Backspace}/');
    expect(screen.getByRole('listbox')).toBeTruthy();
  });

  it('leave the Enter of an input method alone', async () => {
    show();
    await userEvent.type(box(), '/');
    fireEvent.keyDown(box(), { key: 'Enter', keyCode: 229 });
    expect(box().value).toBe('/');
  });

  it('show that they will be carried out, until they are left out', async () => {
    const { sent } = show();
    await userEvent.type(box(), '/out');
    await userEvent.click(screen.getByRole('option', { name: /outline/ }));
    expect(box().value).toBe('# ');
    await userEvent.click(button('Leave out the command outline'));
    await userEvent.type(box(), 'x{Enter}');
    expect(sent[0]?.extras).not.toHaveProperty('commandSource');
  });
});

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
    const { sent } = show({ call });
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
    const { sent } = show({ call });
    await userEvent.type(box(), '@e');
    await screen.findByRole('option', { name: 'EMEA' });
    await userEvent.keyboard('{Enter}{Backspace}{Backspace}{Escape}{Enter}');
    expect(sent[0]?.text).toBe('@EME');
    expect(sent[0]?.extras).toEqual({ model: 'fast' });
  });

  it('say when nothing was found, and let the message go', async () => {
    const { calls } = show({ call: () => Promise.resolve([]) });
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

describe('tools and models', () => {
  it('choose a tool for the next message', async () => {
    const { sent } = show();
    await userEvent.click(button('Tools'));
    await userEvent.click(screen.getByRole('menuitemradio', { name: 'Search the web' }));
    expect(box().placeholder).toBe('Find…');
    await userEvent.type(box(), 'x{Enter}');
    expect(sent[0]?.extras).toMatchObject({ toolChoice: 'search' });
    expect(screen.queryByRole('button', { name: 'Stop using Search the web' })).toBeNull();
  });

  it('have a button of its own for a pinned tool', async () => {
    show();
    await userEvent.click(button('Deep research'));
    expect(button('Deep research').getAttribute('aria-pressed')).toBe('true');
    await userEvent.click(button('Deep research'));
    expect(button('Deep research').getAttribute('aria-pressed')).toBe('false');
  });

  it('choose a model by key, and give the focus back', async () => {
    const { composer: controller } = show();
    button('Model: Fast').focus();
    await userEvent.keyboard('{ArrowDown}');
    const item = (name: RegExp) => screen.getByRole('menuitemradio', { name });
    expect(document.activeElement).toBe(item(/Fast/));
    expect(item(/Fast/).ariaChecked).toBe('true');
    await userEvent.keyboard('o{Enter}');
    expect(screen.getByRole('menu')).toBeTruthy();
    await userEvent.keyboard('l{Enter}');
    expect(screen.queryByRole('menu')).toBeNull();
    expect(document.activeElement).toBe(button('Model: Large'));
    expect(controller.store.getState().selection.modelId).toBe('large');
  });

  it('close without a choice', async () => {
    const { calls } = show();
    await userEvent.click(button('Tools'));
    await userEvent.keyboard('{Escape}');
    expect(screen.queryByRole('menu')).toBeNull();
    expect(document.activeElement).toBe(button('Tools'));
    await userEvent.click(button('Tools'));
    await userEvent.click(document.body);
    expect(screen.queryByRole('menu')).toBeNull();
    expect(calls).toEqual([]);
  });
});

describe('files', () => {
  const csv = (name: string) => new File(['a'], name, { type: 'text/csv' });
  const api = {
    upload: ({ form }: { form: FormData }) => {
      const file = form.get('file');
      return Promise.resolve({ fileId: file instanceof File ? file.name : '' });
    },
  };
  const paste = (text: string, files: readonly File[]) => {
    const event = createEvent.paste(box(), { clipboardData: { getData: () => text, files } });
    fireEvent(box(), event);
    return event.defaultPrevented;
  };
  const drag = (type: 'dragEnter' | 'drop', files: readonly File[]) => {
    fireEvent[type](document.body, { dataTransfer: { types: ['Files'], files } });
  };

  it('are picked, dropped anywhere and pasted, up to the limit', async () => {
    const { sent } = show({ api });
    drag('dragEnter', []);
    expect(screen.getByText('Drop files to attach them')).toBeTruthy();
    drag('drop', [csv('a.csv')]);
    expect(screen.queryByText('Drop files to attach them')).toBeNull();
    expect(paste('', [csv('b.csv'), csv('c.csv')])).toBe(true);
    expect(screen.getByRole('alert').textContent).toContain('at most 2 files');
    await userEvent.click(button('Dismiss'));
    expect(screen.queryByRole('alert')).toBeNull();
    await waitFor(() => {
      expect(screen.queryByRole('progressbar')).toBeNull();
    });
    await userEvent.type(box(), 'x{Enter}');
    expect(sent[0]?.extras.files).toEqual([{ fileId: 'a.csv' }, { fileId: 'b.csv' }]);
  });

  it('hold sending back while they are on their way', async () => {
    const { calls } = show();
    paste('', [csv('a.csv')]);
    expect(screen.getByRole('progressbar', { name: 'a.csv' })).toBeTruthy();
    await userEvent.type(box(), 'x{Enter}');
    expect(button('Send').disabled).toBe(true);
    expect(calls).toEqual([]);
    await userEvent.click(button('Cancel uploading a.csv'));
    await userEvent.type(box(), '{Enter}');
    expect(calls).toEqual([['send', 'x']]);
  });

  it('beside pasted text are only its picture', () => {
    show();
    expect(paste('a\tb', [new File([''], 'cells.png', { type: 'image/png' })])).toBe(false);
    expect(screen.queryByRole('list', { name: 'Attachments' })).toBeNull();
  });

  it('are not taken where the host allows none, but do not replace the page either', () => {
    showChat();
    const event = createEvent.drop(document.body, {
      dataTransfer: { types: ['Files'], files: [csv('a.csv')] },
    });
    fireEvent(document.body, event);
    expect(event.defaultPrevented).toBe(true);
    expect(screen.queryByRole('list', { name: 'Attachments' })).toBeNull();
    expect(paste('', [csv('a.csv')])).toBe(false);
  });

  it('turn long pasted text into a reference that can be removed', async () => {
    const { composer: controller } = show();
    expect(paste('x'.repeat(5_000), [])).toBe(false);
    expect(paste('x'.repeat(5_001), [])).toBe(true);
    expect(controller.store.getState().draft).toMatchObject({
      text: '',
      references: [{ type: 'quote', source: 'Pasted text' }],
    });
    expect(button('Send').disabled).toBe(false);
    await userEvent.click(button('Remove the reference Pasted text'));
    expect(button('Send').disabled).toBe(true);
  });
});

describe('what was written', () => {
  it('is edited with the arrow in the empty field', async () => {
    const { calls } = showChat({ thread: { messages: [user('u1', 'One'), user('u2', 'Two')] } });
    await userEvent.type(box(), 'x{ArrowUp}');
    expect(calls).toEqual([]);
    await userEvent.type(box(), '{Backspace}{ArrowUp}');
    expect(calls).toEqual([['editMessage', 'u2']]);
  });

  it('goes into the running answer with Ctrl+Enter', async () => {
    const { sent } = showChat({ thread: { running: true } });
    await userEvent.type(box(), 'Now{Control>}{Enter}{/Control}');
    expect(sent[0]?.followUpMode).toBe('steer');
    await userEvent.type(box(), 'Later{Enter}');
    expect(sent[1]).not.toHaveProperty('followUpMode');
  });

  it('and waits behind a failed answer is sent or discarded on demand', async () => {
    const waiting = { ...user('u2', 'Two'), queued: true };
    const { calls } = showChat({ thread: { messages: [user('u1', 'One'), waiting], held: true } });
    const ask = within(screen.getByRole('group', { name: /The answer failed/ }));
    await userEvent.click(ask.getByRole('button', { name: 'Send' }));
    await userEvent.click(ask.getByRole('button', { name: 'Discard' }));
    expect(calls).toEqual([['sendQueued'], ['withdraw', 'u2']]);
  });
});

describe('dictation', () => {
  class Recognition {
    static last: Recognition | null = null;
    lang = '';
    onresult: ((event: unknown) => void) | null = null;
    onerror: (() => void) | null = null;
    onend: (() => void) | null = null;
    constructor() {
      Recognition.last = this;
    }
    start = () => undefined;
    stop = () => {
      this.onend?.();
    };
    say(...parts: string[]) {
      this.onresult?.({ results: parts.map((transcript) => [{ transcript }]) });
    }
  }

  it('writes what is said behind the text', async () => {
    vi.stubGlobal('webkitSpeechRecognition', Recognition);
    showChat();
    await userEvent.type(box(), 'Hello');
    await userEvent.click(button('Dictate'));
    act(() => {
      Recognition.last?.say('wor');
    });
    act(() => {
      Recognition.last?.say('world', ' again');
    });
    expect(box().value).toBe('Hello world again');
    await userEvent.click(button('Stop dictating'));
    expect(button('Dictate')).toBeTruthy();
  });

  it('says what to do when the microphone may not be used', async () => {
    vi.stubGlobal('webkitSpeechRecognition', Recognition);
    showChat();
    await userEvent.click(button('Dictate'));
    act(() => {
      Recognition.last?.onerror?.();
      Recognition.last?.onend?.();
    });
    expect(screen.getByRole('alert').textContent).toContain('Allow the microphone');
  });

  it('is not offered where the browser has none', () => {
    showChat();
    expect(screen.queryByRole('button', { name: 'Dictate' })).toBeNull();
  });
});

import { act, cleanup, render, screen, waitFor } from '@testing-library/react';
import { StrictMode } from 'react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { App } from './App';
import type { Batch } from './bridge/types';
import { Runtime } from './runtime';
import { tabStorage } from './storage';
import { chatElement, chatFrame, frameHash, FrameStandIn } from './testing';

const LIGHT = {
  base: 'light',
  primaryColor: '#ff4b4b',
  backgroundColor: '#ffffff',
  textColor: '#31333f',
};
const DARK = { ...LIGHT, base: 'dark', backgroundColor: '#0e1117', textColor: '#fafafa' };
const ARGS = {
  session: 's1',
  ack: null,
  outgoing: [],
  subscribe: [],
  secret: { version: 1, secret: 'cs-x-1', organizationId: null },
  options: { api: { apiUrl: 'http://localhost/api/ai' } },
  height: 320,
};

let values: Batch[];
let heights: number[];
let runtime: Runtime;

beforeEach(() => {
  values = [];
  heights = [];
  runtime = new Runtime({
    mount: 'm1',
    clock: { now: () => 0, setTimeout: () => 0, clearTimeout: () => undefined },
    storage: tabStorage(() => sessionStorage),
    setValue: (value) => values.push(value as Batch),
    setHeight: (height) => heights.push(height),
    unheard: () => undefined,
  });
  render(<App runtime={runtime} />, { wrapper: StrictMode });
});

afterEach(() => {
  cleanup();
  sessionStorage.clear();
});

const draw = (args: object = {}, theme = LIGHT) => {
  act(() => {
    runtime.render({ args: { ...ARGS, ...args }, theme, fontFaces: [] });
  });
};

const loaded = () => {
  const frame = new FrameStandIn();
  act(() => {
    frame.load();
  });
  return frame;
};

describe('App', () => {
  it('draws nothing before the first render of Streamlit', () => {
    expect(document.querySelector('xpertai-chatkit')).toBeNull();
    expect(heights).toEqual([]);
  });

  it('opens the bundled frame beside its own page, as tall as asked', () => {
    draw({ options: { ...ARGS.options, locale: 'zh-CN', initialThread: 't1' } });
    expect(chatFrame().src.split('#')[0]).toBe(
      new URL(`frame.html?chat=${ARGS.session}`, window.location.href).href,
    );
    expect(frameHash().options).toEqual({
      api: { apiUrl: 'http://localhost/api/ai', getClientSecret: '[ChatKitMethod]' },
      locale: 'zh-CN',
      initialThread: 't1',
      onClientTool: '[ChatKitMethod]',
      theme: {
        colorScheme: 'light',
        radius: 'soft',
        color: {
          accent: { primary: '#ff4b4b', level: 1 },
          surface: { background: '#ffffff', foreground: '#31333f' },
        },
      },
    });
    expect(heights).toEqual([320]);
  });

  it('names the frame for screen readers, in the language of the chat', () => {
    draw();
    loaded();
    expect(chatFrame().getAttribute('aria-label')).toBe('Chat');
    expect(chatFrame().getAttribute('role')).toBeNull();
    draw({ options: { ...ARGS.options, locale: 'zh-CN' } });
    expect(chatFrame().getAttribute('aria-label')).toBe('聊天');
  });

  it('opens the frame of the options', () => {
    draw({ options: { ...ARGS.options, frameUrl: 'https://frame.example/chat' } });
    expect(chatFrame().src).toMatch(/^https:\/\/frame\.example\/chat#/);
  });

  it('tells the frame of the request once it has loaded, never in its address', async () => {
    const request = { context: { rows: 'x'.repeat(100_000) }, state: { region: 'EMEA' } };
    draw({ options: { ...ARGS.options, request } });
    expect(frameHash().options).not.toHaveProperty('request');
    expect(chatFrame().src.length).toBeLessThan(2000);
    const frame = loaded();
    await waitFor(() => {
      expect(frame.commands('onSetOptions')).toMatchObject([{ request, initialThread: null }]);
    });
    draw({ options: { ...ARGS.options, request: { state: { region: 'APAC' } } } });
    await waitFor(() => {
      expect(frame.commands('onSetOptions')[1]).toMatchObject({
        request: { state: { region: 'APAC' } },
      });
    });
  });

  it('follows theme and locale live, and says nothing when nothing changed', async () => {
    draw();
    const frame = loaded();
    const element = chatElement();
    draw();
    draw({ options: { ...ARGS.options, locale: 'zh-CN' } }, DARK);
    await waitFor(() => {
      expect(frame.commands('onSetOptions')).toMatchObject([
        { locale: 'zh-CN', theme: { colorScheme: 'dark' } },
      ]);
    });
    expect(chatElement()).toBe(element);
  });

  it('takes the initial thread only once', async () => {
    draw({ options: { ...ARGS.options, initialThread: 't1' } });
    const frame = loaded();
    draw({ options: { ...ARGS.options, initialThread: 't2', locale: 'en' } });
    await waitFor(() => {
      expect(frame.commands('onSetOptions')).toMatchObject([{ initialThread: 't1', locale: 'en' }]);
    });
  });

  it('does not move a chat that began without a thread to the thread it made', async () => {
    draw();
    const frame = loaded();
    draw({ options: { ...ARGS.options, initialThread: 't1' } });
    draw({ options: { ...ARGS.options, initialThread: 't1', locale: 'en' } });
    await waitFor(() => {
      expect(frame.commands('onSetOptions')).toMatchObject([{ initialThread: null, locale: 'en' }]);
    });
  });

  it('answers the frame from the arguments, and asks Python for a refused secret', async () => {
    draw();
    const frame = loaded();
    const first = frame.command('onGetClientSecret', null);
    await waitFor(() => {
      expect(frame.answer(first)).toMatchObject({ response: { secret: 'cs-x-1' } });
    });
    expect(values).toEqual([]);

    const second = frame.command('onGetClientSecret', 'cs-x-1');
    await waitFor(() => {
      expect(values.flatMap(({ messages }) => messages)).toEqual([
        { id: 1, type: 'client_secret', data: { refused: 1 } },
      ]);
    });
    const value = { version: 2, secret: 'cs-x-2', organizationId: 'o1' };
    draw({
      ack: { mount: 'm1', id: 1 },
      outgoing: [{ seq: 1, type: 'reply', mount: 'm1', id: 1, value }],
    });
    await waitFor(() => {
      expect(frame.answer(second)).toMatchObject({
        response: { secret: 'cs-x-2', organizationId: 'o1' },
      });
    });
  });

  it('tells Python only of the events that it subscribed to', async () => {
    draw({ subscribe: ['ready', 'thread.change'] });
    const frame = loaded();
    frame.tell('response.start');
    frame.tell('thread.change', { threadId: 't1' });
    await waitFor(() => {
      expect(values.flatMap(({ messages }) => messages.map(({ data }) => data))).toEqual([
        { name: 'ready', data: null },
        { name: 'thread.change', data: { threadId: 't1' } },
      ]);
    });
  });

  it('runs a command after the options that came with it, once', async () => {
    draw();
    const frame = loaded();
    const outgoing = [{ seq: 1, type: 'command', name: 'sendUserMessage', data: { text: 'Hi' } }];
    const options = { ...ARGS.options, request: { context: { region: 'EMEA' } } };
    draw({ outgoing, options });
    draw({ outgoing, options }, DARK);
    await waitFor(() => {
      expect(frame.posted.map(({ command }) => command)).toEqual([
        'onSetOptions',
        'onSendUserMessage',
        'onSetOptions',
      ]);
    });
  });

  it('calls back to Python, and answers the frame with what it returned', async () => {
    const callbacks = ['entities.onTagSearch', 'header.leftAction.onClick'];
    const options = { ...ARGS.options, header: { leftAction: { icon: 'home' } } };
    draw({ callbacks, options });
    const frame = loaded();
    expect(frameHash().options).toMatchObject({
      entities: { onTagSearch: '[ChatKitMethod]' },
      header: { leftAction: { icon: 'home', onClick: '[ChatKitMethod]' } },
    });
    const nonce = frame.command('onEntitySearch', { query: 'ber' });
    await waitFor(() => {
      expect(values.flatMap(({ messages }) => messages)).toEqual([
        { id: 1, type: 'callback', data: { path: 'entities.onTagSearch', args: ['ber'] } },
      ]);
    });
    const value = [{ id: 'ber', title: 'Berlin' }];
    const outgoing = [{ seq: 1, type: 'reply', mount: 'm1', id: 1, value }];
    draw({ callbacks, options, ack: { mount: 'm1', id: 1 }, outgoing });
    await waitFor(() => {
      expect(frame.answer(nonce)).toMatchObject({ response: value });
    });
    expect(frame.commands('onSetOptions')).toEqual([]);
  });

  it('searches entities in the browser, without a word to Python', async () => {
    const entities = [
      { id: 'apac', title: 'APAC' },
      { id: 'emea', title: 'EMEA' },
    ];
    draw({ entities });
    const frame = loaded();
    const nonce = frame.command('onEntitySearch', { query: 'em' });
    await waitFor(() => {
      expect(frame.answer(nonce)).toMatchObject({ response: [entities[1]] });
    });
    expect(values).toEqual([]);
  });

  it('tells the status when Python subscribes, and when it changes', async () => {
    const said = () =>
      values.flatMap(({ messages }) =>
        messages.map(({ data }) => (data as { data: unknown }).data),
      );
    draw();
    const frame = loaded();
    draw({ subscribe: ['status'] });
    await waitFor(() => {
      expect(said()).toEqual([{ ready: true, responding: false }]);
    });
    draw({ subscribe: ['status'], ack: { mount: 'm1', id: 1 } });
    frame.tell('response.start');
    await waitFor(() => {
      expect(said().at(-1)).toEqual({ ready: true, responding: true });
    });
    draw({ subscribe: ['status'], ack: { mount: 'm1', id: 2 } });
    frame.tell('log', { name: 'lg.tool.start' });
    frame.tell('response.end');
    await waitFor(() => {
      expect(said().slice(2)).toEqual([{ ready: true, responding: false }]);
    });
  });

  it('begins with the thread that was open before the page was reloaded', () => {
    const args = { identity: '4be1', persist: 'session' };
    draw(args);
    const frame = loaded();
    frame.tell('thread.change', { threadId: 't7' });
    cleanup();
    render(<App runtime={runtime} />);
    draw(args);
    expect(frameHash().options).toMatchObject({ initialThread: 't7' });
  });

  it.each([
    ['session', '4be1', '4be1'],
    ['url', '4be1', '4be1'],
    [null, '4be1', ARGS.session],
    ['session', null, ARGS.session],
  ])('with persist %j of %j keeps drafts under %j', (persist, identity, name) => {
    draw({ identity, persist });
    expect(chatFrame().src).toContain(`frame.html?chat=${name}#`);
  });

  it('begins anew with its thread when its API has moved, as after a restart of the server', () => {
    const args = { identity: '4be1', persist: 'session' };
    draw(args);
    const before = chatFrame();
    loaded().tell('thread.change', { threadId: 't7' });
    draw({ ...args, options: { api: { apiUrl: 'http://localhost:8777/api/ai' } } });
    expect(before.isConnected).toBe(false);
    expect(frameHash().options).toMatchObject({
      api: { apiUrl: 'http://localhost:8777/api/ai' },
      initialThread: 't7',
    });
  });

  it('reports a command that the chat does not have', async () => {
    draw({ subscribe: ['error'] });
    loaded();
    draw({
      subscribe: ['error'],
      outgoing: [{ seq: 1, type: 'command', name: 'shareThread', data: {} }],
    });
    await waitFor(() => {
      expect(values[0]?.messages[0]?.data).toEqual({
        name: 'error',
        data: { error: { name: 'Error', message: 'The chat has no command "shareThread".' } },
      });
    });
  });

  it.each([
    ['in its answer alone', []],
    ['in an event too', ['The thread is gone.']],
  ])('tells once of a command that failed, which the frame says %s', async (_, events) => {
    draw({ subscribe: ['error'] });
    const frame = loaded();
    const open = { type: 'command', name: 'setThreadId', data: { threadId: 't9' } };
    draw({ subscribe: ['error'], outgoing: [{ seq: 1, ...open }] });
    await waitFor(() => {
      expect(frame.commands('onSetThreadId')).toHaveLength(1);
    });
    for (const message of events) frame.tell('error', { error: { message } });
    frame.refuse('The thread is gone.');
    await waitFor(() => {
      expect(values).toHaveLength(1);
    });
    frame.tell('error', { error: { message: 'Another failure.' } });
    draw({ subscribe: ['error'], ack: { mount: 'm1', id: values[0]?.messages.at(-1)?.id } });
    await waitFor(() => {
      expect(values).toHaveLength(2);
    });
    expect(values.flatMap(({ messages }) => messages).map(({ data }) => data)).toMatchObject([
      { data: { error: { message: 'The thread is gone.' } } },
      { data: { error: { message: 'Another failure.' } } },
    ]);
  });

  it('says so when the chat cannot start, and recovers with a usable frame', () => {
    vi.spyOn(console, 'error').mockReturnValue();
    draw({ options: { ...ARGS.options, frameUrl: 'http://', locale: 'zh-CN' } });
    expect(screen.getByRole('alert').textContent).toContain('聊天无法启动');
    draw({ options: { ...ARGS.options, frameUrl: '/frame.html' } });
    expect(screen.queryByRole('alert')).toBeNull();
    expect(chatFrame().src).toContain('/frame.html#');
  });

  it('says so when it does not understand its arguments', () => {
    act(() => {
      runtime.render({ args: {}, theme: LIGHT, fontFaces: [] });
    });
    expect(screen.getByRole('alert').textContent).toContain('The chat could not start.');
  });
});

// @vitest-environment node
import { describe, expect, it, vi } from 'vitest';

import { HostLink, type HostAddress, type HostWindow } from './hostLink';
import type { ReceivedMessage } from '../protocol/envelope';
import { IntegrationError, StandaloneError } from '../protocol/errors';

const ORIGIN = 'https://host.example';

function setUp({ origin = ORIGIN, channelId = null }: Partial<HostAddress> = {}) {
  const posted: [message: Record<string, unknown>, origin: string][] = [];
  const parent = {
    postMessage: (message: unknown, target: string) => {
      posted.push([message as Record<string, unknown>, target]);
    },
  };
  let listener: (event: ReceivedMessage) => void = () => undefined;
  const window: HostWindow = {
    parent,
    addEventListener: (_type, added) => {
      listener = added;
    },
  };
  let nonces = 0;
  const link = new HostLink(window, { origin, channelId }, () => `frame-${String((nonces += 1))}`);
  const receive = (data: Record<string, unknown>, from: Partial<ReceivedMessage> = {}) => {
    listener({ source: parent, origin: ORIGIN, data: { __xpaiChatKit: true, ...data }, ...from });
  };
  const command = (name: string, nonce: string, data?: unknown) => {
    receive({ type: 'command', nonce, command: name, data });
  };
  const answers = () =>
    posted.map(([message]) => message).filter(({ type }) => type === 'response');
  return { link, posted, receive, command, answers };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('commands of the host', () => {
  it('wait until they can be handled, and keep their order', async () => {
    const { link, command, answers } = setUp();
    command('onSetOptions', 'n1', { theme: 'dark' });
    command('onFocusComposer', 'n2');
    const handled: unknown[] = [];
    link.handleCommands((name, data) => {
      handled.push([name, data]);
      return { ok: true };
    });
    command('onSetThreadId', 'n3', { threadId: null });
    await settled();
    expect(handled).toEqual([
      ['onSetOptions', { theme: 'dark' }],
      ['onFocusComposer', undefined],
      ['onSetThreadId', { threadId: null }],
    ]);
    expect(answers().map(({ nonce, response }) => [nonce, response])).toEqual([
      ['n1', { ok: true }],
      ['n2', { ok: true }],
      ['n3', { ok: true }],
    ]);
  });

  it('are run and answered once, however often they arrive', async () => {
    const { link, command, answers } = setUp();
    const handler = vi.fn(() => ({ ok: true }));
    command('onSendUserMessage', 'n1', { text: 'Hi' });
    command('onSendUserMessage', 'n1', { text: 'Hi' });
    link.handleCommands(handler);
    command('onSendUserMessage', 'n1', { text: 'Hi' });
    await settled();
    expect(handler).toHaveBeenCalledTimes(1);
    expect(answers()).toHaveLength(1);
  });

  it.each([
    [
      'throws',
      () => {
        throw new IntegrationError('No');
      },
    ],
    ['rejects', () => Promise.reject(new IntegrationError('No'))],
  ])('are answered with an error when the handler %s', async (_case, handler) => {
    const { link, command, posted } = setUp();
    link.handleCommands(handler);
    command('onSetThreadId', 'n1', { threadId: 'x' });
    await settled();
    expect(posted).toEqual([
      [
        {
          __xpaiChatKit: true,
          type: 'response',
          nonce: 'n1',
          error: { __chatkit_error__: 'IntegrationError', message: 'No' },
        },
        ORIGIN,
      ],
    ]);
  });

  it('are ignored from anywhere else', async () => {
    const { link, receive, posted } = setUp();
    const handler = vi.fn();
    link.handleCommands(handler);
    const data = { __xpaiChatKit: true, type: 'command', nonce: 'n1', command: 'onFocusComposer' };
    receive(data, { origin: 'https://evil.example' });
    receive(data, { source: {} });
    await settled();
    expect(handler).not.toHaveBeenCalled();
    expect(posted).toEqual([]);
  });
});

describe('calls of the host', () => {
  it('resolve with the response to their own nonce', async () => {
    const { link, posted, receive } = setUp();
    const first = link.call('onGetClientSecret', null);
    const second = link.call('onClientToolCall', { name: 'x' });
    expect(posted).toEqual([
      [
        {
          __xpaiChatKit: true,
          type: 'command',
          nonce: 'frame-1',
          command: 'onGetClientSecret',
          data: null,
        },
        ORIGIN,
      ],
      [
        {
          __xpaiChatKit: true,
          type: 'command',
          nonce: 'frame-2',
          command: 'onClientToolCall',
          data: { name: 'x' },
        },
        ORIGIN,
      ],
    ]);
    receive({ type: 'response', nonce: 'frame-2', response: { content: 2 } });
    receive({ type: 'response', nonce: 'unknown', response: 0 });
    receive({ type: 'response', nonce: 'frame-1', response: 'cs-x-1' });
    receive({ type: 'response', nonce: 'frame-1', response: 'cs-x-late' });
    expect(await Promise.all([first, second])).toEqual(['cs-x-1', { content: 2 }]);
  });

  it('reject with the error of the host', async () => {
    const { link, receive } = setUp();
    const call = link.call('onGetClientSecret', null);
    receive({ type: 'response', nonce: 'frame-1', error: new TypeError('No secret') });
    await expect(call).rejects.toThrow(new TypeError('No secret'));
  });

  it('resolve without a value when the host has no handler', async () => {
    const { link, receive } = setUp();
    const call = link.call('onEntityClick', {});
    receive({ type: 'response', nonce: 'frame-1', response: undefined });
    await expect(call).resolves.toBeUndefined();
  });
});

it('publishes events to the host alone', () => {
  const { link, posted } = setUp({ channelId: 'c-1' });
  link.publish('response.start');
  link.publish('thread.change', { threadId: null });
  const event = { __xpaiChatKit: true, type: 'event', event: 'public_event', channelId: 'c-1' };
  expect(posted).toEqual([
    [{ ...event, data: ['response.start'] }, ORIGIN],
    [{ ...event, data: ['thread.change', { threadId: null }] }, ORIGIN],
  ]);
});

describe('without a host', () => {
  it('fails fast and posts nothing when the host is unknown', async () => {
    const { link, posted, command } = setUp({ origin: null });
    expect(link.connected).toBe(false);
    await expect(link.call('onGetClientSecret', null)).rejects.toBeInstanceOf(StandaloneError);
    link.publish('response.start');
    command('onFocusComposer', 'n1');
    link.handleCommands(() => ({ ok: true }));
    await settled();
    expect(posted).toEqual([]);
  });

  it('fails fast when the page is its own parent', async () => {
    const postMessage = vi.fn();
    const addEventListener = vi.fn();
    const window: Record<string, unknown> = { postMessage, addEventListener };
    window.parent = window;
    const address = { origin: ORIGIN, channelId: null, reason: 'Opened alone.' };
    const link = new HostLink(window as unknown as HostWindow, address, () => 'n');
    await expect(link.call('onGetClientSecret', null)).rejects.toThrow('Opened alone.');
    expect(postMessage).not.toHaveBeenCalled();
    expect(addEventListener).not.toHaveBeenCalled();
  });
});

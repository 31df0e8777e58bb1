import { cleanup, render, waitFor } from '@testing-library/react';
import { StrictMode, useLayoutEffect } from 'react';
import { afterEach, describe, expect, it, vi } from 'vitest';

import { chatElement, chatFrame, frameHash, FrameStandIn } from '../testing';
import { ChatKit, type UseChatKitOptions, useChatKit, type UseChatKitReturn } from '.';

const base = {
  frameUrl: '/frame.html',
  api: { apiUrl: 'http://localhost/api/ai', getClientSecret: () => Promise.resolve('cs-x-1') },
};

let chat: UseChatKitReturn;

function Host(options: UseChatKitOptions) {
  const result = useChatKit(options);
  useLayoutEffect(() => {
    chat = result;
  });
  return <ChatKit control={result.control} className="mine" style={{ height: 300 }} />;
}

const mount = (options: Partial<UseChatKitOptions> = {}) => {
  const view = render(<Host {...base} {...options} />, { wrapper: StrictMode });
  return {
    ...view,
    update: (next: Partial<UseChatKitOptions>) => {
      view.rerender(<Host {...base} {...next} />);
    },
  };
};

afterEach(cleanup);

describe('ChatKit', () => {
  it("gives the options to the vendor's element, which opens the frame with them", () => {
    mount({
      locale: 'zh-CN',
      startScreen: { greeting: '你好' },
      onClientTool: () => ({ content: '' }),
    });
    expect(chatFrame().src).toMatch(/^http:\/\/localhost:\d+\/frame\.html#/);
    expect(frameHash()).toEqual({
      options: {
        api: { apiUrl: 'http://localhost/api/ai', getClientSecret: '[ChatKitMethod]' },
        locale: 'zh-CN',
        startScreen: { greeting: '你好' },
        onClientTool: '[ChatKitMethod]',
      },
      referrer: window.location.origin,
      profile: 'chatkit',
    });
    expect(chatElement().className).toBe('mine');
    expect(chatElement().style.height).toBe('300px');
  });

  it('leaves the given options as they are', () => {
    const threadItemActions = { share: true, retry: true };
    mount({ threadItemActions });
    expect(threadItemActions).toEqual({ share: true, retry: true });
    expect(chat.control.options.frameUrl).toBe('/frame.html');
  });

  it('sends changed options to the loaded frame, in the same element', async () => {
    const { update } = mount({ theme: 'light' });
    const frame = new FrameStandIn();
    const element = chatElement();
    const { src } = chatFrame();
    frame.load();
    update({ theme: 'dark' });
    await waitFor(() => {
      expect(frame.commands('onSetOptions')).toEqual([
        {
          api: { apiUrl: 'http://localhost/api/ai', getClientSecret: '[ChatKitMethod]' },
          theme: 'dark',
        },
      ]);
    });
    expect(chatElement()).toBe(element);
    expect(chatFrame().src).toBe(src);
  });

  it('sets no options when only functions or identities changed, and calls the newest functions', async () => {
    const vendor = customElements.get('xpertai-chatkit')?.prototype as { setOptions: () => void };
    const setOptions = vi.spyOn(vendor, 'setOptions');
    const { update } = mount({
      header: { title: { text: 'A' } },
      onClientTool: () => ({ content: 'old' }),
    });
    const frame = new FrameStandIn();
    frame.load();
    update({ header: { title: { text: 'A' } }, onClientTool: () => ({ content: 'new' }) });
    const nonce = frame.command('onClientToolCall', { name: 'x', params: {} });
    await waitFor(() => {
      expect(frame.answer(nonce)).toMatchObject({ response: { content: 'new' } });
    });
    expect(setOptions).toHaveBeenCalledTimes(1);
    expect(frame.commands('onSetOptions')).toEqual([]);
  });

  it('calls the newest event handlers once, and none after it is gone', () => {
    const [first, second, error] = [vi.fn(), vi.fn(), vi.fn()];
    const { update, unmount } = mount({ onThreadChange: first });
    const frame = new FrameStandIn();
    frame.load();
    update({ onThreadChange: second, onError: error });
    frame.tell('thread.change', { threadId: 't1' });
    frame.tell('error', { error: new Error('broken') });
    expect(first).not.toHaveBeenCalled();
    expect(second.mock.calls).toEqual([[{ threadId: 't1' }]]);
    expect(error.mock.calls).toEqual([[{ error: 'broken' }]]);
    const element = chatElement();
    unmount();
    element.dispatchEvent(new CustomEvent('chatkit.thread.change', { detail: { threadId: null } }));
    expect(second).toHaveBeenCalledTimes(1);
  });

  it('makes a new element for another frame', () => {
    const { update } = mount();
    const element = chatElement();
    update({ frameUrl: '/other.html' });
    expect(chatElement()).not.toBe(element);
    expect(new URL(chatFrame().src).pathname).toBe('/other.html');
    expect(chat.ref.current).toBe(chatElement());
  });

  it('has methods that wait for the frame', async () => {
    mount();
    const frame = new FrameStandIn();
    void chat.sendUserMessage({ text: 'Hi' });
    await Promise.resolve();
    expect(frame.commands('onSendUserMessage')).toEqual([]);
    frame.load();
    await waitFor(() => {
      expect(frame.commands('onSendUserMessage')).toEqual([{ text: 'Hi' }]);
    });
  });

  it('rejects methods while no chat is mounted', async () => {
    const { unmount } = mount();
    unmount();
    await expect(chat.focusComposer()).rejects.toThrow('not mounted');
  });
});

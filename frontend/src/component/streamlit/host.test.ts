import { afterEach, describe, expect, it, vi } from 'vitest';

import { connectStreamlit, type Render, setHeight, setValue } from './host';

const theme = {
  base: 'light',
  primaryColor: 'red',
  secondaryBackgroundColor: '#eee',
  font: 'serif',
};
const renders: Render[] = [];

/** What `act` posts to Streamlit. */
function recordSent(act: () => void): unknown[] {
  const post = vi.spyOn(window.parent, 'postMessage');
  act();
  const messages = post.mock.calls.map(([message]) => message as unknown);
  post.mockRestore();
  return messages;
}

const [announcement] = recordSent(() => {
  connectStreamlit((render) => renders.push(render));
});

const other = document.body.appendChild(document.createElement('iframe')).contentWindow;

function receive(data: unknown, source: MessageEventSource | null = window.parent) {
  window.dispatchEvent(new MessageEvent('message', { data, source }));
}

const render = (chat: unknown) => ({
  type: 'streamlit:render',
  args: { chat: [chat] },
  dfs: [],
  disabled: false,
  theme,
});

afterEach(() => {
  renders.length = 0;
});

describe('the Streamlit edge', () => {
  it('announces the component', () => {
    expect(announcement).toEqual({
      isStreamlitMessage: true,
      type: 'streamlit:componentReady',
      apiVersion: 1,
    });
  });

  it('reports arguments and theme of a render', () => {
    receive(render({ height: 5 }));
    expect(renders).toEqual([{ args: { height: 5 }, theme, fontFaces: [] }]);
  });

  it('keeps one style element however often Streamlit renders', () => {
    receive(render({}));
    receive(render({}));
    receive(render({}));
    expect(document.head.querySelectorAll('style')).toHaveLength(1);
  });

  it.each([
    ['another window', other],
    ['no window', null],
  ])('takes no render from %s', (_, source) => {
    receive(render({ forged: true }), source);
    receive({ ...render({ forged: true }), __xpaiChatKit: true }, source);
    expect(renders).toEqual([]);
  });

  it('survives messages without data', () => {
    const failed = vi.fn();
    window.addEventListener('error', failed);
    receive(null);
    receive(null, other);
    receive('text', other);
    window.removeEventListener('error', failed);
    expect(failed).not.toHaveBeenCalled();
  });

  it("lets the chat frame's messages pass to the chat's element", () => {
    const heard = vi.fn();
    window.addEventListener('message', heard);
    receive({ __xpaiChatKit: true, type: 'command' }, other);
    window.removeEventListener('message', heard);
    expect(heard).toHaveBeenCalledTimes(1);
  });

  it('sends values and heights to Streamlit', () => {
    const sent = recordSent(() => {
      setValue({ session: 's1' });
      setHeight(320);
    });
    expect(sent).toEqual([
      {
        isStreamlitMessage: true,
        type: 'streamlit:setComponentValue',
        value: { session: 's1' },
        dataType: 'json',
      },
      { isStreamlitMessage: true, type: 'streamlit:setFrameHeight', height: 320 },
    ]);
  });
});

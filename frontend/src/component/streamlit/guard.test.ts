// @vitest-environment node
import { expect, it, vi } from 'vitest';

import { guardMessages } from './guard';

const page = { parent: {} } as unknown as Window;
const message = (source: unknown, data: unknown) => ({ source, data }) as MessageEvent<unknown>;

it('hands on what the parent window says, and nothing else', () => {
  const heard = vi.fn();
  const library = { onMessageEvent: heard };
  guardMessages(library, page);
  const render = { type: 'streamlit:render' };
  for (const source of [{}, null, page]) {
    library.onMessageEvent(message(source, render));
    library.onMessageEvent(message(source, { __xpaiChatKit: true, type: 'command' }));
  }
  library.onMessageEvent(message(page.parent, null));
  expect(heard).not.toHaveBeenCalled();

  library.onMessageEvent(message(page.parent, render));
  expect(heard).toHaveBeenCalledTimes(1);
});

it('fails loudly when the library has no such handler any more', () => {
  expect(() => {
    guardMessages({}, page);
  }).toThrow('no longer has the handler');
});

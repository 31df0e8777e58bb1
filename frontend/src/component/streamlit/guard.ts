import { isObject } from '../json';

const RENDER = 'streamlit:render';

const isChatFrame = (data: unknown) =>
  isObject(data) && data.__xpaiChatKit === true && data.type !== RENDER;

/**
 * Keeps messages of other windows from streamlit-component-lib.
 *
 * The library takes `streamlit:render` from any window, so that the chat's frame, or any other,
 * could replace the component's arguments; and it throws at a message without data. Install this
 * before the library listens. The chat frame's own messages pass: the chat's element needs them.
 */
export function guardMessages(window: Window): void {
  window.addEventListener(
    'message',
    (event: MessageEvent<unknown>) => {
      const passes =
        event.source === window.parent ? isObject(event.data) : isChatFrame(event.data);
      if (!passes) event.stopImmediatePropagation();
    },
    { capture: true },
  );
}

import { isObject } from '../json';

type Listener = { onMessageEvent?: (event: MessageEvent<unknown>) => void };

/**
 * Keeps messages of other windows from streamlit-component-lib.
 *
 * The library takes `streamlit:render` from any window, so that the chat's frame, or any other,
 * could replace the component's arguments; and it throws at a message without data. Its handler is
 * wrapped, because a listener that stops such messages would keep the chat frame's own from the
 * chat's element too. Call this before the library begins to listen.
 */
export function guardMessages(library: object, window: Window): void {
  const listener: Listener = library;
  const handle = listener.onMessageEvent;
  if (!handle) throw new Error('streamlit-component-lib no longer has the handler to guard.');
  listener.onMessageEvent = (event) => {
    if (event.source === window.parent && isObject(event.data)) handle(event);
  };
}

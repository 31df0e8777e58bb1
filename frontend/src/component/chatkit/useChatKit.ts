import type { ChatKitOptions } from '@xpert-ai/chatkit-types';
import { type RefObject, useInsertionEffect, useMemo, useRef, useState } from 'react';

import { NewestOptions, sameOptions } from './options';
import {
  type ChatKitControl,
  type ChatKitElement,
  type ChatKitEventHandlers,
  type ChatKitMethods,
  EVENT_HANDLERS,
  type UseChatKitOptions,
} from './types';

export type UseChatKitReturn = ChatKitMethods & {
  control: ChatKitControl;
  ref: RefObject<ChatKitElement | null>;
};

function withoutHandlers(options: UseChatKitOptions): ChatKitOptions {
  const isHandler = (key: string) => (EVENT_HANDLERS as string[]).includes(key);
  return Object.fromEntries(
    Object.entries(options).filter(([key]) => !isHandler(key)),
  ) as ChatKitOptions;
}

/**
 * Prepares a chat for `<ChatKit control={control} />`.
 *
 * The element hears of new options only when they differ as data; handlers and other functions are
 * always the newest ones. The methods wait for the chat to be loaded, and reject while no
 * `<ChatKit>` is mounted.
 */
export function useChatKit(options: UseChatKitOptions): UseChatKitReturn {
  const ref = useRef<ChatKitElement | null>(null);
  const [newest] = useState(() => new NewestOptions(options));
  const wanted = withoutHandlers(options);
  const [current, setCurrent] = useState(() => newest.attach(wanted));
  if (!sameOptions(current, wanted)) setCurrent(newest.attach(wanted));

  useInsertionEffect(() => {
    newest.set(options);
  });

  const handlers = useMemo(
    () =>
      Object.fromEntries(
        EVENT_HANDLERS.map((name) => [name, newest.caller(name)]),
      ) as ChatKitEventHandlers,
    [newest],
  );

  const [setInstance] = useState(() => (instance: ChatKitElement | null) => {
    ref.current = instance;
  });
  const control = useMemo<ChatKitControl>(
    () => ({ options: current, handlers, setInstance }),
    [current, handlers, setInstance],
  );

  const methods = useMemo<ChatKitMethods>(() => {
    const call = async <T>(method: (chat: ChatKitElement) => Promise<T>) => {
      if (!ref.current) throw new Error('ChatKit is not mounted.');
      return method(ref.current);
    };
    return {
      focusComposer: () => call((chat) => chat.focusComposer()),
      setThreadId: (threadId) => call((chat) => chat.setThreadId(threadId)),
      sendUserMessage: (params) => call((chat) => chat.sendUserMessage(params)),
      setComposerValue: (params) => call((chat) => chat.setComposerValue(params)),
      fetchUpdates: () => call((chat) => chat.fetchUpdates()),
      sendCustomAction: (action, itemId) => call((chat) => chat.sendCustomAction(action, itemId)),
      showHistory: () => call((chat) => chat.showHistory()),
      hideHistory: () => call((chat) => chat.hideHistory()),
    };
  }, []);

  return useMemo(() => ({ ...methods, control, ref }), [methods, control]);
}

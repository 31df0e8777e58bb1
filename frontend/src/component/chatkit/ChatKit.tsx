import '@xpert-ai/chatkit-web-component';

import type { ChatKitOptions } from '@xpert-ai/chatkit-types';
import { createElement, type HTMLAttributes, useLayoutEffect, useState } from 'react';

import { copyOptions } from './options';
import {
  type ChatKitControl,
  type ChatKitElement,
  type ChatKitEventHandlers,
  EVENT_HANDLERS,
  EVENTS,
} from './types';

export type ChatKitProps = HTMLAttributes<ChatKitElement> & { control: ChatKitControl };

function listen(element: HTMLElement, handlers: ChatKitEventHandlers): () => void {
  const controller = new AbortController();
  for (const name of EVENT_HANDLERS) {
    const handle = (event: Event) => {
      (handlers[name] as ((detail: unknown) => void) | undefined)?.(
        (event as CustomEvent<unknown>).detail,
      );
    };
    element.addEventListener(`chatkit.${EVENTS[name]}`, handle, { signal: controller.signal });
  }
  return () => {
    controller.abort();
  };
}

const applied = new WeakMap<ChatKitElement, ChatKitOptions>();

function apply(element: ChatKitElement, options: ChatKitOptions) {
  const previous = applied.get(element);
  if (previous === options) return;
  applied.set(element, options);
  // The element deletes keys of the object that it is given.
  const given = copyOptions(options);
  if (!previous && given.request !== undefined) {
    // The first options go into the frame's address, where a large context has no room. What
    // follows waits in the element until the frame has loaded, ahead of every command.
    const addressed = copyOptions(options);
    delete addressed.request;
    element.setOptions(addressed);
  }
  element.setOptions(given);
}

function ElementHost({ control, ...props }: ChatKitProps) {
  const [element, setElement] = useState<ChatKitElement | null>(null);
  const { options, handlers, setInstance } = control;

  useLayoutEffect(() => (element ? listen(element, handlers) : undefined), [element, handlers]);

  useLayoutEffect(() => {
    if (element) apply(element, options);
  }, [element, options]);

  useLayoutEffect(() => {
    setInstance(element);
    return () => {
      setInstance(null);
    };
  }, [element, setInstance]);

  return createElement('xpertai-chatkit', { ...props, ref: setElement });
}

/** Renders the chat of a `useChatKit` control. Further props go to the element. */
export function ChatKit(props: ChatKitProps) {
  // An element keeps the frame that it began with, and is dead once removed.
  return <ElementHost key={props.control.options.frameUrl} {...props} />;
}

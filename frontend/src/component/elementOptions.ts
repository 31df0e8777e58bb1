import type { ChatKitOptions, ChatKitTheme } from '@xpert-ai/chatkit-types';

import type { ComponentArgs } from './args';
import { callbackPaths, type Callbacks, withCallbacks } from './callbacks';
import { petOptions } from './pet/petOptions';
import spritesheet from './pet/spritesheet.svg?no-inline';
import { wordsOf } from './words';

type Functions = {
  callbacks: Callbacks;
  getClientSecret: (current: string | null) => Promise<unknown>;
  onClientTool: ChatKitOptions['onClientTool'];
};

type Parts = {
  args: ComponentArgs;
  theme: ChatKitTheme;
  functions: Functions;
  initialThread: string | null;
  /** Address of the bundled frame. */
  bundled: string;
};

const bundledPet = (options: ComponentArgs['options']) => {
  const pet = petOptions(options, spritesheet, wordsOf(options.locale).floating.title);
  return pet === undefined ? {} : { pet };
};

/** The options of the vendor's element. */
export function elementOptions(parts: Parts): ChatKitOptions {
  const { options, callbacks, entities } = parts.args;
  const { getClientSecret, onClientTool } = parts.functions;
  const plain = {
    ...options,
    frameUrl: options.frameUrl ?? parts.bundled,
    ...(options.frameUrl === undefined && bundledPet(options)),
    theme: parts.theme,
    initialThread: parts.initialThread,
    api: { ...options.api, getClientSecret },
    onClientTool,
  } as ChatKitOptions;
  return withCallbacks(plain, callbackPaths(callbacks, entities), parts.functions.callbacks);
}

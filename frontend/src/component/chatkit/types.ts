import type { ChatKitOptions, XpertAIChatKit } from '@xpert-ai/chatkit-types';

/** The vendor's element; its published type leaves out two methods. */
export type ChatKitElement = XpertAIChatKit & {
  showHistory: () => Promise<void>;
  hideHistory: () => Promise<void>;
};

export type ChatKitMethods = Pick<
  ChatKitElement,
  | 'focusComposer'
  | 'setThreadId'
  | 'sendUserMessage'
  | 'setComposerValue'
  | 'fetchUpdates'
  | 'sendCustomAction'
  | 'showHistory'
  | 'hideHistory'
>;

type NamedData = { name: string; data?: Record<string, unknown> };

export type ChatKitEventHandlers = {
  onReady?: () => void;
  /** Errors of the frame arrive as their message, those of the element as an `Error`. */
  onError?: (event: { error: Error | string }) => void;
  onResponseStart?: () => void;
  onResponseEnd?: () => void;
  onResponseStop?: () => void;
  onThreadChange?: (event: { threadId: string | null }) => void;
  onThreadLoadStart?: (event: { threadId: string }) => void;
  onThreadLoadEnd?: (event: { threadId: string }) => void;
  onToolChange?: (event: unknown) => void;
  onLog?: (event: NamedData) => void;
  onEffect?: (event: NamedData) => void;
  onDeeplink?: (event: NamedData) => void;
};

export type ChatKitEventHandler = keyof ChatKitEventHandlers;

/** Event handlers and the names, less the prefix `chatkit.`, of the element's events. */
export const EVENTS = {
  onReady: 'ready',
  onError: 'error',
  onResponseStart: 'response.start',
  onResponseEnd: 'response.end',
  onResponseStop: 'response.stop',
  onThreadChange: 'thread.change',
  onThreadLoadStart: 'thread.load.start',
  onThreadLoadEnd: 'thread.load.end',
  onToolChange: 'tool.change',
  onLog: 'log',
  onEffect: 'effect',
  onDeeplink: 'deeplink',
} as const satisfies Record<ChatKitEventHandler, string>;

export const EVENT_HANDLERS = Object.keys(EVENTS) as ChatKitEventHandler[];

export type UseChatKitOptions = ChatKitOptions & ChatKitEventHandlers;

export type ChatKitControl = {
  options: ChatKitOptions;
  handlers: ChatKitEventHandlers;
  setInstance: (instance: ChatKitElement | null) => void;
};

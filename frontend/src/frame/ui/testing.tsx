import { render } from '@testing-library/react';
import { vi } from 'vitest';

import { CLOSED_HISTORY, type HistoryState } from '../history/state';
import { NO_OPTIONS, standaloneComposer } from '../composer/testing/standalone';
import type { OutgoingMessage } from '../protocol/commands';
import type { ChatActions, ChatSnapshot, ChatStore, ViewOptions } from '../state/store';
import type {
  AssistantMessage,
  MessagePart,
  ReasoningPart,
  StepPart,
  TextPart,
  ThreadState,
  UserMessage,
} from '../state/types';
import { ChatView } from './ChatView';

const options: ViewOptions = {
  locale: 'en',
  greeting: null,
  prompts: [],
  composer: NO_OPTIONS,
  entities: { search: false, click: false, preview: false },
  disclaimer: null,
  header: { enabled: true, title: null, showTitle: true, leftIcon: null, rightIcon: null },
  history: { enabled: true, canDelete: true, canRename: true },
  messageActions: { feedback: false, retry: true },
  pet: false,
  reasoning: 'full',
  mediaHosts: [],
};

const thread: ThreadState = {
  threadId: null,
  conversationId: null,
  title: null,
  messages: [],
  older: 'none',
  running: false,
  held: false,
  steerable: true,
  loading: false,
  prompt: null,
  error: null,
};

export type Change = Partial<Omit<ChatSnapshot, 'options' | 'thread' | 'history'>> & {
  options?: Partial<ViewOptions>;
  thread?: Partial<ThreadState>;
  history?: Partial<HistoryState>;
};

const initial: ChatSnapshot = {
  connection: { status: 'ready' },
  assistant: { name: 'Analyst' },
  options,
  thread,
  models: [],
  editing: null,
  history: CLOSED_HISTORY,
  petDismissed: false,
  focusRequests: 0,
};

const merge = (snapshot: ChatSnapshot, change: Change): ChatSnapshot => ({
  ...snapshot,
  ...change,
  options: { ...snapshot.options, ...change.options },
  thread: { ...snapshot.thread, ...change.thread },
  history: { ...snapshot.history, ...change.history },
});

const ignore = () => undefined;

type Parts = Partial<Parameters<typeof standaloneComposer>[0]> & { wide?: boolean };

/** jsdom has no layout: nothing is ever resized there. */
export function stubResizing() {
  vi.stubGlobal(
    'ResizeObserver',
    class {
      observe = ignore;
      unobserve = ignore;
      disconnect = ignore;
    },
  );
}

/** The whole chat over a store that the test drives and whose actions it records. */
export function showChat(change: Change = {}, { wide = true, ...parts }: Parts = {}) {
  stubResizing();
  vi.stubGlobal('CSS', { supports: () => true });
  vi.stubGlobal('matchMedia', () => ({
    matches: wide,
    addEventListener: ignore,
    removeEventListener: ignore,
  }));
  let snapshot = merge(initial, change);
  const listeners = new Set<() => void>();
  const calls: (readonly [name: keyof ChatActions, ...rest: unknown[]])[] = [];
  const sent: OutgoingMessage[] = [];
  const actions: ChatActions = {
    send: (text) => calls.push(['send', text]),
    withdraw: (messageId) => calls.push(['withdraw', messageId]),
    steer: (messageId) => calls.push(['steer', messageId]),
    sendQueued: () => calls.push(['sendQueued']),
    stop: () => calls.push(['stop']),
    newThread: () => calls.push(['newThread']),
    loadOlder: () => calls.push(['loadOlder']),
    retry: () => calls.push(['retry']),
    editMessage: (messageId) => calls.push(['editMessage', messageId ?? '']),
    resend: (messageId, text) => calls.push(['resend', messageId, text]),
    addReference: ({ text }) => calls.push(['addReference', text]),
    clickHeaderIcon: (side) => calls.push(['clickHeaderIcon', side]),
    minimize: () => calls.push(['minimize']),
    loadRating: (messageId) => calls.push(['loadRating', messageId]),
    rate: (messageId, rating) => calls.push(['rate', messageId, rating ?? '']),
    history: {
      show: () => calls.push(['history', 'show']),
      hide: () => calls.push(['history', 'hide']),
      openThread: (threadId) => calls.push(['history', 'openThread', threadId]),
      search: (query) => calls.push(['history', 'search', query]),
      more: () => calls.push(['history', 'more']),
      reload: () => calls.push(['history', 'reload']),
      rename: (id, title) => calls.push(['history', 'rename', id, title]),
      remove: (id) => calls.push(['history', 'remove', id]),
      undo: () => calls.push(['history', 'undo']),
      dismissNotice: () => calls.push(['history', 'dismissNotice']),
    },
    reconnect: () => calls.push(['reconnect']),
    answerPrompt: (promptId, answer) => calls.push(['answerPrompt', promptId, answer]),
    saveFile: (id, name) => {
      calls.push(['saveFile', id, name]);
      return Promise.resolve();
    },
    widgetAction: (action, item) => {
      calls.push(['widgetAction', action, item]);
      return Promise.resolve();
    },
  };
  const composer = standaloneComposer({
    options: () => snapshot.options.composer,
    models: () => snapshot.models,
    send: (message) => {
      sent.push(message);
      calls.push(['send', message.text]);
    },
    ...parts,
  });
  const store: ChatStore = {
    getSnapshot: () => snapshot,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    actions,
    composer: composer.store,
  };
  const view = render(<ChatView store={store} />);
  const update = (next: Change) => {
    snapshot = merge(snapshot, next);
    for (const listener of listeners) listener();
  };
  return { ...view, calls, sent, composer, update };
}

export const user = (id: string, text: string): UserMessage => ({
  role: 'user',
  id,
  text,
  createdAt: 0,
});

export const assistant = (
  id: string,
  parts: readonly MessagePart[],
  rest: Partial<AssistantMessage> = {},
): AssistantMessage => ({ role: 'assistant', id, status: 'done', parts, createdAt: 0, ...rest });

export const text = (content: string): TextPart => ({ type: 'text', id: 'text', text: content });

export const reasoning = (content: string, rest: Partial<ReasoningPart> = {}): ReasoningPart => ({
  type: 'reasoning',
  id: 'reasoning',
  text: content,
  ...rest,
});

export const step = (rest: Partial<StepPart> = {}): StepPart => ({
  type: 'step',
  id: 'step',
  category: 'Tool',
  tool: 'lookup_order',
  status: 'success',
  data: {},
  ...rest,
});

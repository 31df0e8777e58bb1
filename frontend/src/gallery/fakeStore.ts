import { CLOSED_HISTORY } from '../frame/history/state';
import type { ComposerController } from '../frame/composer/controller';
import { NO_OPTIONS, standaloneComposer } from '../frame/composer/testing/standalone';
import type { ChatActions, ChatSnapshot, ChatStore } from '../frame/state/store';

const nothing = () => undefined;

export const readySnapshot: ChatSnapshot = {
  connection: { status: 'ready' },
  assistant: { name: 'Sales analyst', avatarEmoji: '📊' },
  options: {
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
  },
  thread: {
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
  },
  models: [],
  editing: null,
  history: CLOSED_HISTORY,
  petDismissed: false,
  focusRequests: 0,
};

export type FakeStore = ChatStore & {
  composing: ComposerController;
  update: (change: (snapshot: ChatSnapshot) => ChatSnapshot) => void;
};

/** A store without a controller: shows what it is given, and does what `actions` say. */
export function fakeStore(
  initial: ChatSnapshot,
  actions: Partial<ChatActions> = {},
  composing: Partial<Parameters<typeof standaloneComposer>[0]> = {},
): FakeStore {
  let snapshot = initial;
  const listeners = new Set<() => void>();
  const composer = standaloneComposer({
    options: () => snapshot.options.composer,
    models: () => snapshot.models,
    send: ({ text }) => actions.send?.(text),
    ...composing,
  });
  return {
    composer: composer.store,
    composing: composer,
    getSnapshot: () => snapshot,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    update: (change) => {
      snapshot = change(snapshot);
      for (const listener of listeners) listener();
    },
    actions: {
      send: nothing,
      withdraw: nothing,
      steer: nothing,
      sendQueued: nothing,
      stop: nothing,
      loadOlder: nothing,
      newThread: nothing,
      retry: nothing,
      editMessage: nothing,
      resend: nothing,
      addReference: nothing,
      clickHeaderIcon: nothing,
      minimize: nothing,
      loadRating: nothing,
      rate: nothing,
      history: {
        show: nothing,
        hide: nothing,
        openThread: nothing,
        search: nothing,
        more: nothing,
        reload: nothing,
        rename: nothing,
        remove: nothing,
        undo: nothing,
        dismissNotice: nothing,
      },
      reconnect: nothing,
      answerPrompt: nothing,
      saveFile: () => Promise.resolve(),
      widgetAction: () => Promise.resolve(),
      ...actions,
    },
  };
}

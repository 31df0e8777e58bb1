import type { ComposerController } from '../composer/controller';
import type { ChatActions, ChatSnapshot, HistoryActions } from '../state/store';
import { withEditing, withFocusRequest } from '../state/snapshot';
import type { FeedbackController } from './feedbackController';
import type { HistoryController } from './historyController';
import type { Host } from './hostLink';
import type { ThreadController } from './threadController';
import type { UserPrompts } from './userPrompts';

export type ActionEnvironment = {
  host: Host;
  threads: ThreadController;
  prompts: UserPrompts;
  history: HistoryController;
  feedback: FeedbackController;
  composer: ComposerController;
  update: (change: (snapshot: ChatSnapshot) => ChatSnapshot) => void;
  saveFile: ChatActions['saveFile'];
  /** Shows a thread and tells the host. */
  open: (threadId: string | null) => void;
  connect: () => void;
};

/** What the interface may do, in terms of the controllers. */
export function createActions(environment: ActionEnvironment): ChatActions {
  const { host, threads, prompts, history, feedback, composer, update, saveFile, open, connect } =
    environment;
  return {
    send: (text) => {
      if (text.trim() !== '') threads.send({ text, extras: composer.extras(), state: {} });
    },
    withdraw: (messageId) => {
      threads.withdraw(messageId);
    },
    steer: (messageId) => {
      threads.steer(messageId);
    },
    sendQueued: () => {
      threads.release();
    },
    stop: () => {
      threads.stop();
    },
    newThread: () => {
      open(null);
    },
    loadOlder: () => void threads.loadOlder(),
    retry: () => {
      threads.repeat(null);
    },
    editMessage: (messageId) => {
      update((snapshot) => withEditing(snapshot, messageId));
    },
    resend: (messageId, text) => {
      update((snapshot) => withEditing(snapshot, null));
      threads.repeat(messageId, text);
    },
    addReference: (reference) => {
      composer.store.actions.addReference(reference);
      update(withFocusRequest);
    },
    clickHeaderIcon: (side) => {
      host.emit(`${side}_header_icon_click`);
    },
    minimize: () => {
      host.emit('chat_minimize_change', { minimized: true });
    },
    loadRating: (messageId) => {
      feedback.load(messageId);
    },
    rate: (messageId, rating) => void feedback.rate(messageId, rating),
    saveFile,
    history: historyActions(history, open),
    reconnect: connect,
    answerPrompt: (promptId, answer) => {
      prompts.answer(promptId, answer);
    },
    widgetAction: async (action, widgetItem) => {
      await host.call('onWidgetAction', { action, widgetItem });
    },
  };
}

function historyActions(
  history: HistoryController,
  open: ActionEnvironment['open'],
): HistoryActions {
  return {
    show: () => {
      history.show();
    },
    hide: () => {
      history.hide();
    },
    openThread: open,
    search: (query) => void history.search(query),
    more: () => void history.more(),
    reload: () => void history.reload(),
    rename: (id, title) => void history.rename(id, title),
    remove: (id) => void history.remove(id),
    undo: () => {
      history.undo();
    },
    dismissNotice: () => {
      history.dismiss();
    },
  };
}

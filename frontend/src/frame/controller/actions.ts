import type { ChatActions, ChatSnapshot } from '../state/store';
import { withEditing, withQuote } from '../state/snapshot';
import type { Drafts } from './drafts';
import type { Host } from './hostLink';
import type { ThreadController } from './threadController';
import type { UserPrompts } from './userPrompts';

export type ActionEnvironment = {
  threads: ThreadController;
  prompts: UserPrompts;
  host: Host;
  drafts: Drafts;
  update: (change: (snapshot: ChatSnapshot) => ChatSnapshot) => void;
  /** Shows a thread and tells the host. */
  open: (threadId: string | null) => void;
  connect: () => void;
};

/** What the interface may do, in terms of the controllers. */
export function createActions(environment: ActionEnvironment): ChatActions {
  const { threads, prompts, host, drafts, update, open, connect } = environment;
  return {
    send: (text) => {
      if (text.trim() !== '') threads.send({ text, extras: {}, state: {} });
    },
    withdraw: (messageId) => {
      threads.withdraw(messageId);
    },
    keepDraft: drafts.save,
    stop: () => {
      threads.stop();
    },
    newThread: () => {
      open(null);
    },
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
      update((snapshot) => withQuote(snapshot, reference));
    },
    reconnect: connect,
    answerPrompt: (promptId, answer) => {
      prompts.answer(promptId, answer);
    },
    widgetAction: async (action, widgetItem) => {
      await host.call('onWidgetAction', { action, widgetItem });
    },
  };
}

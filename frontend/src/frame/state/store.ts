import type { ComposerStore } from '../composer/types';
import type { ComposerOptions, ModelOption } from '../protocol/composerOptions';
import type { Reference } from '../protocol/references';
import type { JsonRecord } from '../protocol/json';
import type { HistoryState } from '../history/state';
import type { ChatError, PromptAnswer, ThreadState } from './types';

export type WidgetAction = { type: string; payload?: JsonRecord };

/** The part of a message in which the user acted. */
export type WidgetItem = { id: string; widget: JsonRecord };

/** What the assistant is called; from the API, with the options' title winning. */
export type AssistantInfo = { name: string; avatarUrl?: string; avatarEmoji?: string };

export type StartPrompt = { label: string; prompt: string; icon?: string };

/** The host's options after parsing, reduced to what the interface draws. */
export type ViewOptions = {
  locale: string | null;
  greeting: string | null;
  prompts: readonly StartPrompt[];
  composer: ComposerOptions;
  /** What the host does with entities. */
  entities: { search: boolean; click: boolean; preview: boolean };
  disclaimer: { text: string; highContrast: boolean } | null;
  header: {
    enabled: boolean;
    title: string | null;
    showTitle: boolean;
    /** Names of icons; a button is drawn for each, and the host acts. */
    leftIcon: string | null;
    rightIcon: string | null;
  };
  history: { enabled: boolean; canDelete: boolean; canRename: boolean };
  messageActions: { feedback: boolean; retry: boolean };
  /** The chat can be made small: a pet stands for it in the host page. */
  pet: boolean;
  /** `full` opens while the assistant thinks, `collapsed` only for those who ask, `hidden` never. */
  reasoning: 'full' | 'collapsed' | 'hidden';
  /** Hosts from which images and media load without a click. */
  mediaHosts: readonly string[];
};

export type Connection =
  { status: 'connecting' } | { status: 'ready' } | { status: 'failed'; error: ChatError };

/** Everything the interface draws. One object; replaced at most once per animation frame. */
export type ChatSnapshot = {
  connection: Connection;
  assistant: AssistantInfo | null;
  options: ViewOptions;
  thread: ThreadState;
  /** The host's models, else those that the API offers. */
  models: readonly ModelOption[];
  /** The user's own message that is being edited in its place. */
  editing: string | null;
  history: HistoryState;
  /** The user has sent the pet away. */
  petDismissed: boolean;
  /** Grows each time the host asks for focus. */
  focusRequests: number;
};

/** What the interface may do with the user's other conversations. */
export type HistoryActions = {
  show: () => void;
  hide: () => void;
  openThread: (threadId: string) => void;
  search: (query: string) => void;
  /** Loads the next page. */
  more: () => void;
  reload: () => void;
  rename: (conversationId: string, title: string) => void;
  /** Deletes a conversation; for some seconds it can be brought back. */
  remove: (conversationId: string) => void;
  undo: () => void;
  dismissNotice: () => void;
};

/** What the interface may do. Implemented by the controller; faked in component tests. */
export type ChatActions = {
  /** Sends the text, or queues it while an answer runs. */
  send: (text: string) => void;
  /** Takes a queued message back. */
  withdraw: (messageId: string) => void;
  /** Asks the running answer to take a queued message in. */
  steer: (messageId: string) => void;
  /** Sends what was held back because the answer before it failed, or ended unseen. */
  sendQueued: () => void;
  stop: () => void;
  newThread: () => void;
  /** Loads the messages before those that are known. */
  loadOlder: () => void;
  /** Repeats the last user message (after a failure, a stop, or for another answer). */
  retry: () => void;
  /** Opens the editor of one of the user's messages, or closes it. */
  editMessage: (messageId: string | null) => void;
  /** Sends an edited message in the place of the old one; what followed that is dropped. */
  resend: (messageId: string, text: string) => void;
  /** Adds a reference to the message that is being written. */
  addReference: (reference: Reference) => void;
  /** The button of the host in the header was pressed. */
  clickHeaderIcon: (side: 'left' | 'right') => void;
  /** Leaves the pet in the place of the chat. */
  minimize: () => void;
  /** Finds out how the user voted on an answer before. */
  loadRating: (messageId: string) => void;
  /** Votes on an answer, or takes the vote back. */
  rate: (messageId: string, rating: 'like' | 'dislike' | null) => void;
  /** Saves a file of the API on the user's machine; settles when it has come. */
  saveFile: (id: string, name: string) => Promise<void>;
  history: HistoryActions;
  /** Asks for a client secret again after `connection.status === 'failed'`. */
  reconnect: () => void;
  /** Gives the agent what it asked the user for. */
  answerPrompt: (promptId: string, answer: PromptAnswer) => void;
  /** Tells the host what the user did in a widget; settles when the host has handled it. */
  widgetAction: (action: WidgetAction, item: WidgetItem) => Promise<void>;
};

/** For `useSyncExternalStore`. */
export type ChatStore = {
  getSnapshot: () => ChatSnapshot;
  subscribe: (listener: () => void) => () => void;
  actions: ChatActions;
  composer: ComposerStore;
};

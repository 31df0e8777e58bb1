import type { ErrorKind } from '../state/types';
import { cardsEn } from './cards/en';
import type { CardWords } from './cards/words';
import { plural } from './plural';

export type ComposerWords = {
  attach: string;
  attachments: string;
  removeFile: (name: string) => string;
  cancelUpload: (name: string) => string;
  retryUpload: (name: string) => string;
  uploading: (percent: string) => string;
  uploadFailed: string;
  saveFailed: string;
  dropFiles: string;
  tooLarge: (name: string, limit: string) => string;
  wrongType: (name: string) => string;
  tooMany: (limit: number) => string;
  dismiss: string;
  references: string;
  pastedText: string;
  quote: string;
  codeReference: string;
  picture: string;
  removeReference: (name: string) => string;
  tools: string;
  removeTool: (name: string) => string;
  model: string;
  commands: string;
  removeCommand: (name: string) => string;
  planMode: string;
  planModeHint: string;
  leavePlanMode: string;
  entities: string;
  mentioned: string;
  searching: string;
  noMatches: string;
  searchFailed: string;
  dictate: string;
  stopDictating: string;
  dictationFailed: string;
  sendNow: string;
  goingIn: string;
  queueHeld: string;
  sendWaiting: string;
  discardWaiting: string;
};

export type ErrorWords = { title: string; hint: string };

/** Why the API does not answer this page, for the person who runs the app. */
export type AccessWords = {
  forAuthor: string;
  blocked: (api: string, page: string) => string;
  unreachable: (api: string) => string;
  mountRoutes: string;
  setFrameUrl: string;
  allowOrigin: string;
};

/** What the host's buttons in the header are for, as far as their icons tell. */
export type HeaderIconWords = Record<
  | 'sidebar'
  | 'open'
  | 'collapse'
  | 'home'
  | 'back'
  | 'enlarge'
  | 'reduce'
  | 'star'
  | 'temporary'
  | 'settings'
  | 'apps'
  | 'more'
  | 'menu'
  | 'compose'
  | 'light'
  | 'dark'
  | 'close'
  | 'other',
  string
>;

export type HistoryWords = {
  title: string;
  close: string;
  search: string;
  clearSearch: string;
  today: string;
  yesterday: string;
  lastWeek: string;
  untitled: string;
  rename: string;
  renameOf: (title: string) => string;
  remove: string;
  removeOf: (title: string) => string;
  newTitle: string;
  running: string;
  more: string;
  loading: string;
  empty: string;
  nothingFound: string;
  deleted: (title: string) => string;
  undo: string;
  dismiss: string;
  renameFailed: string;
  deleteFailed: string;
};

export type MessageWords = {
  edit: string;
  editing: string;
  save: string;
  cancel: string;
  like: string;
  dislike: string;
  voteFailed: string;
  quote: string;
  showMore: string;
  showLess: string;
};

export type FindWords = {
  title: string;
  count: (at: string, total: string) => string;
  nothing: string;
  previous: string;
  next: string;
  close: string;
};

/** Every word of the interface. */
export type Dictionary = CardWords & {
  message: string;
  placeholder: string;
  send: string;
  stop: string;
  newChat: string;
  retry: string;
  copy: string;
  copied: string;
  copyCode: string;
  conversation: string;
  assistant: string;
  you: string;
  queued: string;
  withdraw: string;
  greeting: string;
  suggestions: string;
  connecting: string;
  loadingConversation: string;
  loadingEarlier: string;
  earlierFailed: string;
  jumpToLatest: string;
  table: string;
  done: string;
  notDone: string;
  code: string;
  formula: string;
  footnotes: string;
  backToText: string;
  imageNotLoaded: (host: string) => string;
  image: string;
  thinking: string;
  thought: string;
  thoughtFor: (duration: string) => string;
  preparing: string;
  answering: string;
  answerComplete: string;
  waitingForApp: string;
  stopped: string;
  /** What a local server's English reasons are in this language. */
  stopReasons: Readonly<Record<string, string>>;
  noAnswer: string;
  stepRunning: string;
  stepFailed: string;
  stepUnnamed: string;
  input: string;
  output: string;
  errorLabel: string;
  truncated: string;
  offline: string;
  composer: ComposerWords;
  headerIcons: HeaderIconWords;
  minimize: string;
  history: HistoryWords;
  find: FindWords;
  messages: MessageWords;
  access: AccessWords;
  errors: Record<ErrorKind, ErrorWords>;
  errorStatus: (status: number) => string;
};

export const en: Dictionary = {
  ...cardsEn,
  message: 'Message',
  placeholder: 'Ask anything',
  send: 'Send',
  stop: 'Stop',
  newChat: 'New chat',
  retry: 'Retry',
  copy: 'Copy',
  copied: 'Copied',
  copyCode: 'Copy code',
  conversation: 'Conversation',
  assistant: 'Assistant',
  you: 'You',
  queued: 'Queued',
  withdraw: 'Remove from the queue',
  greeting: 'What can I help with today?',
  suggestions: 'Suggestions',
  connecting: 'Connecting…',
  loadingConversation: 'Loading the conversation…',
  loadingEarlier: 'Loading earlier messages…',
  earlierFailed: 'Earlier messages could not be loaded.',
  jumpToLatest: 'Jump to latest',
  table: 'Table',
  done: 'Done',
  notDone: 'Not done',
  code: 'Code',
  formula: 'Formula',
  footnotes: 'Footnotes',
  backToText: 'Back to the text',
  imageNotLoaded: (host) => `Image from ${host}, not loaded. Click to show it`,
  image: 'Image',
  thinking: 'Thinking',
  thought: 'Thought it through',
  thoughtFor: (duration) => `Thought for ${duration}`,
  preparing: 'Preparing an answer…',
  answering: 'The assistant is answering',
  answerComplete: 'Answer complete',
  waitingForApp: 'Waiting for the app…',
  stopped: 'Answer stopped',
  stopReasons: {
    'The app was stopped': 'The app was stopped',
    'The answer could not be stored': 'The answer could not be stored',
    'The app did not answer in time': 'The app did not answer in time',
    'The user did not answer in time': 'The user did not answer in time',
    'The user went on with another message': 'The user went on with another message',
    'The run was canceled': 'The run was canceled',
  },
  noAnswer: 'The assistant gave no answer',
  stepRunning: 'Running',
  stepFailed: 'Failed',
  stepUnnamed: 'Working',
  input: 'Input',
  output: 'Output',
  errorLabel: 'Error',
  truncated: '… shortened',
  offline: 'You are offline. Your draft is kept.',
  composer: {
    attach: 'Attach files',
    attachments: 'Attachments',
    removeFile: (name) => `Remove ${name}`,
    cancelUpload: (name) => `Cancel uploading ${name}`,
    retryUpload: (name) => `Upload ${name} again`,
    uploading: (percent) => `Uploading, ${percent}`,
    uploadFailed: 'Upload failed',
    saveFailed: 'Could not be loaded. Try again',
    dropFiles: 'Drop files to attach them',
    tooLarge: (name, limit) => `${name} is larger than ${limit}.`,
    wrongType: (name) => `${name} is of a type that is not accepted here.`,
    tooMany: plural('en', {
      one: 'A message takes one file.',
      other: 'A message takes at most # files.',
    }),
    dismiss: 'Dismiss',
    references: 'References',
    pastedText: 'Pasted text',
    quote: 'Quote',
    codeReference: 'Code',
    picture: 'Picture',
    removeReference: (name) => `Remove the reference ${name}`,
    tools: 'Tools',
    removeTool: (name) => `Stop using ${name}`,
    model: 'Model',
    commands: 'Commands',
    removeCommand: (name) => `Leave out the command ${name}`,
    planMode: 'Plan mode',
    planModeHint: 'Agree on a plan before anything is done',
    leavePlanMode: 'Leave plan mode',
    entities: 'Mentions',
    mentioned: 'Mentioned',
    searching: 'Searching…',
    noMatches: 'No matches',
    searchFailed: 'The search failed',
    dictate: 'Dictate',
    stopDictating: 'Stop dictating',
    dictationFailed: 'Dictation is not possible. Allow the microphone for this page, or type.',
    sendNow: 'Send now, into the running answer',
    goingIn: 'Joining the answer…',
    queueHeld: 'Send what is waiting?',
    sendWaiting: 'Send',
    discardWaiting: 'Discard',
  },
  headerIcons: {
    sidebar: 'Sidebar',
    open: 'Open',
    collapse: 'Collapse',
    home: 'Home',
    back: 'Back',
    enlarge: 'Enlarge',
    reduce: 'Reduce',
    star: 'Favourite',
    temporary: 'Temporary chat',
    settings: 'Settings',
    apps: 'Apps',
    more: 'More',
    menu: 'Menu',
    compose: 'Write',
    light: 'Light mode',
    dark: 'Dark mode',
    close: 'Close',
    other: 'Action',
  },
  minimize: 'Minimise',
  history: {
    title: 'History',
    close: 'Close the history',
    search: 'Search conversations',
    clearSearch: 'Clear the search',
    today: 'Today',
    yesterday: 'Yesterday',
    lastWeek: 'Previous 7 days',
    untitled: 'Untitled conversation',
    rename: 'Rename',
    renameOf: (title) => `Rename “${title}”`,
    remove: 'Delete',
    removeOf: (title) => `Delete “${title}”`,
    newTitle: 'New title',
    running: 'Being answered',
    more: 'Show more',
    loading: 'Loading conversations…',
    empty: 'Your conversations will be listed here.',
    nothingFound: 'No conversation has this in its title.',
    deleted: (title) => `“${title}” deleted`,
    undo: 'Undo',
    dismiss: 'Dismiss',
    renameFailed: 'The new title could not be saved. Try again.',
    deleteFailed: 'The conversation could not be deleted. Try again.',
  },
  find: {
    title: 'Find in this conversation',
    count: (at, total) => `${at} of ${total}`,
    nothing: 'Not found',
    previous: 'Previous match',
    next: 'Next match',
    close: 'Close the search',
  },
  messages: {
    edit: 'Edit',
    editing: 'Edit the message',
    save: 'Send',
    cancel: 'Cancel',
    like: 'Good answer',
    dislike: 'Bad answer',
    voteFailed: 'Your feedback could not be saved. Try again.',
    quote: 'Quote',
    showMore: 'Show more',
    showLess: 'Show less',
  },
  access: {
    forAuthor: 'For the person who runs this app',
    blocked: (api, page) =>
      `${api} accepts calls only from addresses that it knows, and ${page} is not one of them. Any of these helps:`,
    unreachable: (api) =>
      `This browser gets no answer from ${api}. If the API is up, it cannot be reached from here. Any of these can help:`,
    mountRoutes: 'Forward the calls from the app’s own address: start the app through a file with',
    setFrameUrl: 'Show a chat page whose address the API knows:',
    allowOrigin: 'Allow this app’s address in the settings of the API:',
  },
  errors: {
    configuration: {
      title: 'This chat is not set up yet',
      hint: 'The page did not tell the chat how to sign in. The person who runs the app can fix that.',
    },
    session: {
      title: 'Signing in to the assistant failed',
      hint: 'Try again. If it keeps failing, tell the person who runs the app.',
    },
    network: {
      title: 'The assistant cannot be reached',
      hint: 'Check your connection, then try again.',
    },
    blocked: {
      title: 'The assistant does not accept this page',
      hint: 'It is there, but may not be called from this address. The person who runs the app can fix that.',
    },
    forbidden: {
      title: 'You do not have access to this assistant',
      hint: 'Ask the person who runs the app to give you access.',
    },
    not_found: {
      title: 'This was not found',
      hint: 'The conversation or the assistant may have been deleted. Start a new chat or try again.',
    },
    api: {
      title: 'Something went wrong on the assistant’s side',
      hint: 'Try again in a moment.',
    },
    agent: {
      title: 'The assistant could not finish its answer',
      hint: 'Try again, or ask in another way.',
    },
    interrupted: {
      title: 'The answer broke off',
      hint: 'The connection was lost before it was complete. Try again.',
    },
    unsupported: {
      title: 'The assistant asks for something this chat cannot show',
      hint: 'Its question is not supported here yet. Ask in another way or start a new chat.',
    },
  },
  errorStatus: (status) => `Status ${status}`,
};

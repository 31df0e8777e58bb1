import type { ErrorKind } from '../state/types';
import { cardsEn } from './cards/en';
import type { CardWords } from './cards/words';

export type ErrorWords = { title: string; hint: string };

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
  jumpToLatest: string;
  table: string;
  done: string;
  notDone: string;
  code: string;
  footnotes: string;
  backToText: string;
  showImage: (name: string) => string;
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
  noAnswer: string;
  stepRunning: string;
  stepFailed: string;
  stepUnnamed: string;
  input: string;
  output: string;
  errorLabel: string;
  truncated: string;
  offline: string;
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
  jumpToLatest: 'Jump to latest',
  table: 'Table',
  done: 'Done',
  notDone: 'Not done',
  code: 'Code',
  footnotes: 'Footnotes',
  backToText: 'Back to the text',
  showImage: (name) => `Show image: ${name}`,
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
  noAnswer: 'The assistant gave no answer',
  stepRunning: 'Running',
  stepFailed: 'Failed',
  stepUnnamed: 'Working',
  input: 'Input',
  output: 'Output',
  errorLabel: 'Error',
  truncated: '… shortened',
  offline: 'You are offline. Your draft is kept.',
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

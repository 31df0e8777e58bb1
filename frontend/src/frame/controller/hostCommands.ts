import {
  parseComposerValue,
  parseSendUserMessage,
  parseThreadId,
  type ComposerValue,
  type OutgoingMessage,
} from '../protocol/commands';
import { IntegrationError } from '../protocol/errors';
import { asRecord } from '../protocol/json';
import type { CommandHandler } from './hostLink';

/** What the host may do with the chat. */
export type ChatCommands = {
  setOptions: (options: unknown) => void;
  send: (message: OutgoingMessage) => void;
  newThread: () => void;
  setComposer: (value: ComposerValue) => void;
  focusComposer: () => void;
  /** Resolves when the thread is shown, rejects when it cannot be. */
  setThread: (threadId: string | null) => Promise<void>;
  reload: () => Promise<void>;
  showHistory: () => void;
  hideHistory: () => void;
  setPetEnabled: (enabled: boolean) => void;
};

const OK = { ok: true };

/**
 * Answers the commands of the element. Every one gets an answer: the host's promise has no
 * time-out.
 */
export function createCommandHandler(chat: ChatCommands): CommandHandler {
  return async (command, data) => {
    switch (command) {
      case 'onSetOptions':
        chat.setOptions(data);
        return OK;
      case 'onSendUserMessage': {
        const { message, newThread } = parseSendUserMessage(data);
        if (newThread && message !== null) chat.newThread();
        if (message !== null) chat.send(message);
        return OK;
      }
      case 'onSetComposerValue':
        chat.setComposer(parseComposerValue(data));
        return OK;
      case 'onSetThreadId':
        await chat.setThread(parseThreadId(data));
        return OK;
      case 'onFocusComposer':
        chat.focusComposer();
        return OK;
      case 'onFetchUpdates':
        await chat.reload();
        return OK;
      case 'onShowHistory':
        chat.showHistory();
        return OK;
      case 'onHideHistory':
        chat.hideHistory();
        return OK;
      case 'onSetPetEnabled':
        chat.setPetEnabled(asRecord(data).enabled === true);
        return OK;
      case 'onSendCustomAction':
        throw new IntegrationError('Custom actions are not supported by this chat.');
      default:
        throw new IntegrationError(`This chat does not know the command ${command}.`);
    }
  };
}

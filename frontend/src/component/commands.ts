import type { ChatKitMethods } from './chatkit';
import { isObject } from './json';

type CustomAction = Parameters<ChatKitMethods['sendCustomAction']>[0];

/** Carries out a command of the app; resolves when the chat has taken it. */
export async function runCommand(chat: ChatKitMethods, name: string, raw: unknown): Promise<void> {
  const data = isObject(raw) ? raw : {};
  switch (name) {
    case 'sendUserMessage':
      return chat.sendUserMessage(data);
    case 'setComposerValue':
      return chat.setComposerValue(data);
    case 'setThreadId':
      return chat.setThreadId(typeof data.threadId === 'string' ? data.threadId : null);
    case 'sendCustomAction':
      return chat.sendCustomAction(
        data.action as CustomAction,
        typeof data.itemId === 'string' ? data.itemId : undefined,
      );
    case 'focusComposer':
    case 'fetchUpdates':
    case 'showHistory':
    case 'hideHistory':
      return chat[name]();
    default:
      throw new Error(`The chat has no command "${name}".`);
  }
}

import type { Dictionary } from '../i18n/en';
import type { AssistantInfo, ViewOptions } from '../state/store';

/** What the chat is called: the host's title, else the assistant's name. */
export const chatName = (
  { title }: ViewOptions['header'],
  assistant: AssistantInfo | null,
  words: Dictionary,
): string => title ?? assistant?.name ?? words.assistant;

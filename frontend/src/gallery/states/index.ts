import { cardStates, widgetStates } from './cards';
import { composerStates } from './composer';
import { contentStates } from './content';
import { conversationStates } from './conversation';
import { errorStates } from './errors';
import { extremeStates } from './extremes';
import { historyStates } from './history';
import { chinese, languageStates } from './languages';
import type { States } from './snapshots';
import { startStates } from './start';
import { stepStates } from './steps';

/** Every state of the interface, by what it is about. */
export const groups: Readonly<Record<string, States>> = {
  Start: startStates,
  Conversation: conversationStates,
  'Answers in detail': contentStates,
  Steps: stepStates,
  'Approvals and questions': cardStates,
  Widgets: widgetStates,
  Composer: composerStates,
  'History and header': historyStates(conversationStates.done, chinese),
  Errors: errorStates,
  Extremes: extremeStates,
  Languages: languageStates,
};

export const states: States = Object.assign({}, ...Object.values(groups)) as States;

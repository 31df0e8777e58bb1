import type { ConversationItem } from '../../frame/api/conversations';
import { CLOSED_HISTORY, type HistoryState } from '../../frame/history/state';
import type { ChatSnapshot } from '../../frame/state/store';

const DAY = 86_400_000;

const conversation = (
  id: string,
  title: string | null,
  days: number,
  running = false,
): ConversationItem => ({
  id,
  threadId: id,
  title,
  running,
  updatedAt: new Date().setHours(0, 0, 1) - days * DAY,
});

const CONVERSATIONS = [
  conversation('t', 'Revenue in Q3', 0),
  conversation('t2', 'Forecast for the next quarter', 0, true),
  conversation('t3', 'Which products sell best in the regions where we opened a new warehouse?', 1),
  conversation('t4', '第三季度各地区收入', 2),
  conversation('t5', null, 5),
  conversation('t6', 'تحليل المبيعات', 40),
  conversation('t7', 'Returns by month', 41),
  conversation('t8', 'Average order value', 400),
];

const opened = (change: Partial<HistoryState>): HistoryState => ({
  ...CLOSED_HISTORY,
  open: true,
  status: 'ready',
  items: CONVERSATIONS,
  rows: CONVERSATIONS.length,
  ...change,
});

/** The states of the history over a conversation, and of what the header and messages offer. */
export function historyStates(
  base: ChatSnapshot,
  chinese: ChatSnapshot,
): Record<string, ChatSnapshot> {
  const dated = base.thread.messages.map((message, at) => ({
    ...message,
    createdAt: Date.now() - at * 60_000,
  }));
  const question = dated.findLast(({ role }) => role === 'user');
  const actions = {
    ...base,
    options: { ...base.options, messageActions: { feedback: true, retry: true }, pet: true },
    thread: {
      ...base.thread,
      messages: dated.map((message) =>
        message.role === 'assistant' ? { ...message, rating: 'like' as const } : message,
      ),
    },
  };
  const header = { ...base.options.header, leftIcon: 'menu', rightIcon: 'star-filled' };
  const first = CONVERSATIONS[1];
  return {
    history: { ...base, history: opened({}) },
    'history-chinese': { ...chinese, history: opened({}) },
    'history-more': { ...base, history: opened({ hasMore: true, status: 'more' }) },
    'history-loading': { ...base, history: opened({ items: [], status: 'loading' }) },
    'history-empty': {
      ...base,
      thread: { ...base.thread, threadId: null, conversationId: null, messages: [] },
      history: opened({ items: [] }),
    },
    'history-nothing-found': { ...base, history: opened({ items: [], query: 'zzz' }) },
    'history-error': {
      ...base,
      history: opened({ items: [], status: 'failed', error: { kind: 'network' } }),
    },
    ...(first && {
      'history-deleted': {
        ...base,
        history: opened({
          items: CONVERSATIONS.filter((item) => item !== first),
          notice: { type: 'deleted', item: first },
        }),
      },
    }),
    'history-failed': {
      ...base,
      history: { ...CLOSED_HISTORY, notice: { type: 'failed', what: 'rename', title: null } },
    },
    'title-renaming': { ...base, thread: { ...base.thread, conversationId: 'c' } },
    'message-actions': actions,
    'message-editing': { ...actions, editing: question?.id ?? null },
    'header-buttons': { ...actions, options: { ...actions.options, header } },
  };
}

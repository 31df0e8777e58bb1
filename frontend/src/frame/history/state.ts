import type { ConversationItem, ConversationPage } from '../api/conversations';
import type { ChatError, ThreadState } from '../state/types';

/** What the reader is told about a conversation that was changed. */
export type HistoryNotice =
  | { type: 'deleted'; item: ConversationItem }
  | { type: 'failed'; what: 'rename' | 'delete'; title: string | null }
  | { type: 'failed'; what: 'feedback' };

export type HistoryState = {
  open: boolean;
  query: string;
  items: readonly ConversationItem[];
  /** Rows of the server that `items` stand for: where the next page begins. */
  rows: number;
  hasMore: boolean;
  /** `more`: another page is on its way. */
  status: 'idle' | 'loading' | 'more' | 'ready' | 'failed';
  error: ChatError | null;
  notice: HistoryNotice | null;
};

export type HistoryAction =
  | { type: 'shown' }
  | { type: 'hidden' }
  | { type: 'searched'; query: string }
  | { type: 'loading'; more: boolean }
  | { type: 'loaded'; page: ConversationPage; more: boolean }
  | { type: 'failed'; error: ChatError }
  | { type: 'renamed'; id: string; title: string | null }
  | { type: 'removed'; item: ConversationItem }
  /** The server has deleted one: the pages after it moved up. */
  | { type: 'deleted' }
  | { type: 'restored'; item: ConversationItem }
  | { type: 'noticed'; notice: HistoryNotice | null }
  /** The conversations belong to another assistant. */
  | { type: 'forgotten' };

export const CLOSED_HISTORY: HistoryState = {
  open: false,
  query: '',
  items: [],
  rows: 0,
  hasMore: false,
  status: 'idle',
  error: null,
  notice: null,
};

export function reduceHistory(state: HistoryState, action: HistoryAction): HistoryState {
  switch (action.type) {
    case 'shown':
      return { ...state, open: true };
    case 'hidden':
      return { ...state, open: false, query: '' };
    case 'searched':
      return { ...state, query: action.query };
    case 'loading':
      return { ...state, status: action.more ? 'more' : 'loading', error: null };
    case 'loaded':
      return withPage(state, action.page, action.more);
    case 'failed':
      return { ...state, status: 'failed', error: action.error };
    case 'renamed': {
      const { id, title } = action;
      const items = state.items.map((item) => (item.id === id ? { ...item, title } : item));
      return { ...state, items };
    }
    case 'removed': {
      const items = state.items.filter(({ id }) => id !== action.item.id);
      return { ...state, items, notice: { type: 'deleted', item: action.item } };
    }
    case 'deleted':
      return { ...state, rows: Math.max(0, state.rows - 1) };
    case 'restored': {
      const others = state.items.filter(({ id }) => id !== action.item.id);
      const items = [...others, action.item].toSorted((a, b) => b.updatedAt - a.updatedAt);
      return { ...state, items, notice: null };
    }
    case 'noticed':
      return { ...state, notice: action.notice };
    case 'forgotten':
      return { ...CLOSED_HISTORY, open: state.open };
  }
}

function withPage(state: HistoryState, page: ConversationPage, more: boolean): HistoryState {
  // What is about to be deleted is still on the server.
  const doomed = state.notice?.type === 'deleted' ? state.notice.item.id : null;
  const known = more ? state.items : [];
  const ids = new Set(known.map(({ id }) => id));
  const added = page.items.filter(({ id }) => id !== doomed && !ids.has(id));
  return {
    ...state,
    items: [...known, ...added],
    rows: (more ? state.rows : 0) + page.rows,
    hasMore: page.hasMore,
    status: 'ready',
    error: null,
  };
}

/** The list with what the chat knows better about the thread on screen, which may be a new one. */
export function listedConversations(
  { items, query, notice, status }: HistoryState,
  thread: ThreadState,
): readonly ConversationItem[] {
  const { threadId, conversationId, title, running, messages, loading } = thread;
  if (threadId === null || conversationId === null || loading) return items;
  const known = items.find((item) => item.threadId === threadId);
  if (known !== undefined) {
    return items.map((item) =>
      item === known ? { ...item, title: title ?? item.title, running } : item,
    );
  }
  const isDoomed = notice?.type === 'deleted' && notice.item.threadId === threadId;
  const isNew = status === 'ready' && query === '' && messages.length > 0;
  if (!isNew || isDoomed) return items;
  const updatedAt = messages.at(-1)?.createdAt ?? 0;
  return [{ id: conversationId, threadId, title, running, updatedAt }, ...items];
}

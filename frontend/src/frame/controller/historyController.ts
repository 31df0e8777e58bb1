import type { ApiClient } from '../api/client';
import {
  deleteConversation,
  PAGE_SIZE,
  renameConversation,
  searchConversations,
  type ConversationItem,
} from '../api/conversations';
import { toChatError } from '../api/errors';
import { listedConversations, type HistoryAction, type HistoryState } from '../history/state';
import type { ThreadState } from '../state/types';
import type { Scheduler } from './scheduler';

const DEBOUNCE_MS = 250;

/** How long a deleted conversation can be brought back. */
const UNDO_MS = 7_000;

/** How often conversations that are being answered are looked at, while the list is open. */
const WATCH_MS = 5_000;

export type HistoryEnvironment = {
  api: ApiClient;
  scheduler: Scheduler;
  assistantId: () => string | null;
  ready: () => Promise<void>;
  /** The newest state, shown or not. */
  history: () => HistoryState;
  thread: () => ThreadState;
  dispatch: (action: HistoryAction) => void;
  /** The thread on screen got another title. */
  onRenamed: (title: string | null) => void;
  open: (threadId: string | null) => void;
};

type Deletion = { item: ConversationItem; wasOpen: boolean; timer: AbortController };

/** The list of the user's conversations: searching, paging, renaming and deleting. */
export class HistoryController {
  readonly #env: HistoryEnvironment;
  #loading: AbortController | null = null;
  #watching: AbortController | null = null;
  #deletion: Deletion | null = null;

  constructor(environment: HistoryEnvironment) {
    this.#env = environment;
  }

  show(): void {
    if (this.#env.history().open) return;
    this.#env.dispatch({ type: 'shown' });
    void this.#load({ more: false });
    this.#watching = new AbortController();
    void this.#watch(this.#watching.signal);
  }

  hide(): void {
    this.#watching?.abort();
    this.#loading?.abort();
    this.#env.dispatch({ type: 'hidden' });
  }

  async search(query: string): Promise<void> {
    const { dispatch, scheduler } = this.#env;
    dispatch({ type: 'searched', query });
    const loading = this.#restart();
    await scheduler.sleep(DEBOUNCE_MS, loading.signal);
    if (!loading.signal.aborted) await this.#load({ more: false });
  }

  async more(): Promise<void> {
    const { hasMore, status } = this.#env.history();
    if (hasMore && (status === 'ready' || status === 'failed')) await this.#load({ more: true });
  }

  reload(): Promise<void> {
    return this.#load({ more: false });
  }

  /** Shows the new title at once, and the old one again when the server does not take it. */
  async rename(conversationId: string, title: string): Promise<void> {
    const { api, dispatch, thread } = this.#env;
    const item = this.#listed().find(({ id }) => id === conversationId);
    const current = thread().conversationId === conversationId;
    const previous = current ? thread().title : (item?.title ?? null);
    if (title.trim() === '' || title === previous) return;
    this.#retitle(conversationId, title);
    try {
      await renameConversation(api, conversationId, title);
    } catch {
      this.#retitle(conversationId, previous);
      dispatch({ type: 'noticed', notice: { type: 'failed', what: 'rename', title: previous } });
    }
  }

  /** Takes the conversation off the list; the server deletes it when it was not brought back. */
  async remove(conversationId: string): Promise<void> {
    const { dispatch, open, scheduler, thread } = this.#env;
    const item = this.#listed().find(({ id }) => id === conversationId);
    if (item === undefined) return;
    this.flush();
    const timer = new AbortController();
    const wasOpen = thread().threadId === item.threadId;
    const deletion = { item, wasOpen, timer };
    this.#deletion = deletion;
    dispatch({ type: 'removed', item });
    if (wasOpen) open(null);
    await scheduler.sleep(UNDO_MS, timer.signal);
    if (this.#deletion === deletion) this.flush();
  }

  undo(): void {
    const deletion = this.#deletion;
    if (deletion === null) return;
    this.#deletion = null;
    deletion.timer.abort();
    const { dispatch, open, thread } = this.#env;
    dispatch({ type: 'restored', item: deletion.item });
    if (deletion.wasOpen && thread().messages.length === 0) open(deletion.item.threadId);
  }

  /** Deletes now what could still be brought back: the page is being left. */
  flush(): void {
    const deletion = this.#deletion;
    if (deletion === null) return;
    this.#deletion = null;
    deletion.timer.abort();
    this.dismiss();
    const { api, dispatch } = this.#env;
    const { item } = deletion;
    void deleteConversation(api, item.id).then(
      () => {
        dispatch({ type: 'deleted' });
      },
      () => {
        dispatch({ type: 'restored', item });
        const notice = { type: 'failed', what: 'delete', title: item.title } as const;
        dispatch({ type: 'noticed', notice });
      },
    );
  }

  dismiss(): void {
    if (this.#env.history().notice !== null) this.#env.dispatch({ type: 'noticed', notice: null });
  }

  /** Another assistant has other conversations. */
  forget(): void {
    this.#env.dispatch({ type: 'forgotten' });
    if (this.#env.history().open) void this.#load({ more: false });
  }

  #listed(): readonly ConversationItem[] {
    return listedConversations(this.#env.history(), this.#env.thread());
  }

  #retitle(id: string, title: string | null): void {
    this.#env.dispatch({ type: 'renamed', id, title });
    if (this.#env.thread().conversationId === id) this.#env.onRenamed(title);
  }

  #restart(): AbortController {
    this.#loading?.abort();
    this.#loading = new AbortController();
    return this.#loading;
  }

  async #load({ more, quiet = false }: { more: boolean; quiet?: boolean }): Promise<void> {
    const { api, assistantId, dispatch, history, ready } = this.#env;
    const { signal } = this.#restart();
    if (!quiet) dispatch({ type: 'loading', more });
    try {
      await ready();
      const { query, rows } = history();
      const search = query.trim();
      const id = assistantId() ?? '';
      const offset = more ? rows : 0;
      const page = await searchConversations(api, { assistantId: id, search, offset }, signal);
      if (!signal.aborted) dispatch({ type: 'loaded', page, more });
    } catch (error) {
      if (!signal.aborted && !quiet) dispatch({ type: 'failed', error: toChatError(error) });
    }
  }

  async #watch(signal: AbortSignal): Promise<void> {
    for (;;) {
      await this.#env.scheduler.sleep(WATCH_MS, signal);
      if (signal.aborted) return;
      const { items, rows, status } = this.#env.history();
      const { threadId } = this.#env.thread();
      const runs = items.some((item) => item.running && item.threadId !== threadId);
      // Only a list that is one page long can be replaced without a jump.
      if (runs && status === 'ready' && rows <= PAGE_SIZE) {
        await this.#load({ more: false, quiet: true });
      }
    }
  }
}

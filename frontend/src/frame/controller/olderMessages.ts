import type { ApiClient } from '../api/client';
import { type Cursor, loadMessages } from '../api/history';
import { messagesFromHistory } from '../state/history';
import { knownBefore } from '../state/older';
import type { ThreadAction } from '../state/reducer';
import type { Message, ThreadState } from '../state/types';

type Environment = {
  api: ApiClient;
  thread: () => ThreadState;
  dispatch: (action: ThreadAction) => void;
};

/** Brings the past of the thread on screen, page by page. */
export class OlderMessages {
  readonly #env: Environment;
  #before: Cursor | null = null;
  #loading: AbortController | null = null;

  constructor(environment: Environment) {
    this.#env = environment;
  }

  /** Another thread is shown. */
  forget(): void {
    this.#loading?.abort();
    this.#loading = null;
    this.#before = null;
  }

  /** The newest messages were read; what is known of the past stays if they touch it. */
  startFrom(before: Cursor | null, newest: readonly Message[]): boolean {
    if (knownBefore(this.#env.thread().messages, newest).length === 0) {
      this.forget();
      this.#before = before;
    }
    return this.#before !== null;
  }

  async load(): Promise<void> {
    const { api, dispatch, thread } = this.#env;
    const { conversationId } = thread();
    if (this.#before === null || this.#loading !== null || conversationId === null) return;
    const loading = new AbortController();
    this.#loading = loading;
    dispatch({ type: 'older.requested' });
    try {
      const page = await loadMessages(api, conversationId, this.#before, loading.signal);
      if (loading.signal.aborted) return;
      this.#before = page.before;
      const messages = messagesFromHistory(page.items, 'idle');
      dispatch({ type: 'older.loaded', messages, hasMore: page.before !== null });
    } catch {
      if (!loading.signal.aborted) dispatch({ type: 'older.failed' });
    } finally {
      if (this.#loading === loading) this.#loading = null;
    }
  }
}

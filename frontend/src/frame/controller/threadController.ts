import { toChatError } from '../api/errors';
import type { OutgoingMessage } from '../protocol/commands';
import { OlderMessages } from './olderMessages';
import { loadThread } from './loadThread';
import { publishError } from './publishError';
import { RunController, type RunControllerEnvironment } from './runController';
import { createThreadAnnouncer, type ThreadAnnouncer } from './threadAnnouncer';

export type ThreadEnvironment = Omit<RunControllerEnvironment, 'canSend' | 'onThreadCreated'> & {
  isReady: () => boolean;
  /** Resolves when there is a client secret, rejects when the host gave none. */
  ready: () => Promise<void>;
};

/** The thread on screen: which one it is, and loading it. Its runs are the run controller's. */
export class ThreadController {
  readonly #env: ThreadEnvironment;
  readonly #announcer: ThreadAnnouncer;
  readonly #runs: RunController;
  readonly #older: OlderMessages;
  #loading: AbortController | null = null;

  constructor(environment: ThreadEnvironment) {
    this.#env = environment;
    this.#announcer = createThreadAnnouncer((name, data) => {
      environment.host.publish(name, data);
    });
    this.#older = new OlderMessages(environment);
    this.#runs = new RunController({
      ...environment,
      canSend: () => environment.isReady() && this.#loading === null,
      onThreadCreated: (threadId) => {
        this.#announcer.change(threadId);
      },
    });
  }

  send(message: OutgoingMessage): void {
    this.#runs.send(message);
  }

  withdraw(messageId: string): void {
    this.#runs.withdraw(messageId);
  }

  steer(messageId: string): void {
    this.#runs.steer(messageId);
  }

  /** Sends what waits behind an answer that failed. */
  release(): void {
    this.#runs.release();
  }

  /** Sends what was written while nothing could be sent. */
  drain(): void {
    this.#runs.drain();
  }

  stop(): void {
    this.#runs.stop();
  }

  repeat(messageId: string | null, text?: string): void {
    this.#runs.repeat(messageId, text);
  }

  /** Shows another thread, or an empty one; a run that goes on is left to itself. */
  async open(threadId: string | null, { announce }: { announce: boolean }): Promise<void> {
    this.#runs.leave();
    this.#loading?.abort();
    this.#loading = null;
    this.#older.forget();
    this.#env.dispatch({ type: 'thread.opened', threadId, loading: threadId !== null });
    if (announce) this.#announcer.change(threadId);
    else this.#announcer.note(threadId);
    if (threadId === null) return;
    this.#runs.restore(threadId);
    await this.#load(threadId);
  }

  /** Keeps what waits to be sent, for when its thread is opened again. */
  keep(): void {
    this.#runs.keep();
  }

  /** Brings the messages before those on screen. */
  loadOlder(): Promise<void> {
    return this.#older.load();
  }

  /** Reads the thread from the server again, unless a run keeps it up to date. */
  async reload(): Promise<void> {
    const { threadId } = this.#env.thread();
    if (threadId === null || this.#runs.isActive || this.#loading !== null) return;
    await this.#load(threadId);
  }

  async #load(threadId: string): Promise<void> {
    const { api, dispatch, host, ready } = this.#env;
    const loading = new AbortController();
    this.#loading = loading;
    host.publish('thread.load.start', { threadId });
    try {
      await ready();
      const { conversation, messages, before, continuation } = await loadThread(
        api,
        threadId,
        loading.signal,
      );
      if (loading.signal.aborted) return;
      const { id: conversationId, title } = conversation;
      const hasOlder = this.#older.startFrom(before, messages);
      dispatch({ type: 'thread.loaded', conversationId, title, messages, hasOlder });
      this.#runs.continue(threadId, continuation);
    } catch (error) {
      if (loading.signal.aborted) return;
      const failure = toChatError(error);
      dispatch({ type: 'thread.failed', error: failure });
      publishError(host, failure);
      throw error;
    } finally {
      if (this.#loading === loading) this.#loading = null;
      host.publish('thread.load.end', { threadId });
      this.drain();
    }
  }
}

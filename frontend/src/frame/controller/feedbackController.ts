import type { ApiClient } from '../api/client';
import { readFeedback, sendFeedback, type Feedback, type Rating } from '../api/feedback';
import type { ThreadAction } from '../state/reducer';
import type { ThreadState } from '../state/types';

export type FeedbackEnvironment = {
  api: ApiClient;
  thread: () => ThreadState;
  dispatch: (action: ThreadAction) => void;
  onFailed: () => void;
};

/** The user's votes on the answers of the thread on screen. */
export class FeedbackController {
  readonly #env: FeedbackEnvironment;
  /** What the server has, by message; one request after the other for each. */
  readonly #stored = new Map<string, Promise<Feedback | null>>();

  constructor(environment: FeedbackEnvironment) {
    this.#env = environment;
  }

  /** Finds out how the user voted before; nobody is told when that fails. */
  load(messageId: string): void {
    const { conversationId } = this.#env.thread();
    if (conversationId === null || this.#stored.has(messageId)) return;
    const reading = readFeedback(this.#env.api, { conversationId, messageId }).catch(() => null);
    this.#stored.set(messageId, reading);
    void reading.then((feedback) => {
      // A vote that was cast meanwhile counts.
      if (feedback !== null && this.#stored.get(messageId) === reading) {
        this.#show(messageId, feedback.rating);
      }
    });
  }

  /** Shows the vote at once, and takes it back when the server does not accept it. */
  async rate(messageId: string, rating: Rating | null): Promise<void> {
    const { api, onFailed, thread } = this.#env;
    const { conversationId } = thread();
    if (conversationId === null) return;
    this.load(messageId);
    const before = this.#stored.get(messageId) ?? Promise.resolve(null);
    const sending = before.then((previous) =>
      sendFeedback(api, { conversationId, messageId }, previous, rating),
    );
    const settled = sending.catch(() => before);
    this.#stored.set(messageId, settled);
    this.#show(messageId, rating);
    try {
      await sending;
    } catch {
      const kept = await settled;
      if (this.#stored.get(messageId) !== settled) return;
      this.#show(messageId, kept?.rating ?? null);
      onFailed();
    }
  }

  #show(messageId: string, rating: Rating | null): void {
    this.#env.dispatch({ type: 'message.rated', messageId, rating });
  }
}

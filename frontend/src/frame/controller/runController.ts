import { followUpBody, messageBody, retryBody, type RunSettings } from '../api/bodies';
import { HttpError, toChatError } from '../api/errors';
import { startFollowUp, streamRun, type RunStream } from '../api/runs';
import { createThread } from '../api/threads';
import type { OutgoingMessage } from '../protocol/commands';
import type { JsonRecord } from '../protocol/json';
import type { RequestOptions } from '../protocol/options';
import { queuedMessages } from '../state/queue';
import type { RunOutcome } from '../state/reducer';
import type { UserMessage } from '../state/types';
import { followRun } from './followRun';
import type { Continuation } from './loadThread';
import { answering } from './interrupts';
import { joining, type Opening } from './openings';
import { Outbox } from './outbox';
import { publishError } from './publishError';
import { planRepetition } from './repeat';
import { Run, type RunEnvironment } from './run';
import { stopRun } from './stopRun';
import type { Waiting } from './waiting';

export type RunControllerEnvironment = RunEnvironment & {
  newId: () => string;
  request: () => RequestOptions;
  assistantId: () => string | null;
  /** Whether a run may start; one that is active does not count. */
  canSend: () => boolean;
  onThreadCreated: (threadId: string) => void;
  waiting: Waiting;
};

/** What is done when a stream cannot be opened. */
type Otherwise = (error: unknown, threadId: string, signal: AbortSignal) => Promise<RunStream>;

const rethrow: Otherwise = (error) => {
  throw error;
};

/** Whether the server takes the request for a wrong one, as servers without `retry` do. */
function isRefusal(error: unknown): boolean {
  return error instanceof HttpError && [400, 404, 405, 422, 501].includes(error.status);
}

/** Starts, stops and repeats the runs of the thread on screen, one at a time. */
export class RunController {
  readonly #env: RunControllerEnvironment;
  readonly #outbox: Outbox;
  #run: Run | null = null;
  #lastRun: Run | null = null;
  #stopping: Promise<void> = Promise.resolve();

  constructor(environment: RunControllerEnvironment) {
    this.#env = environment;
    this.#outbox = new Outbox(environment.waiting);
  }

  get isActive(): boolean {
    return this.#run !== null;
  }

  /** Sends the message now, or when the run that is active has ended. */
  send(outgoing: OutgoingMessage): void {
    const { dispatch, newId, scheduler } = this.#env;
    const message = this.#outbox.write(outgoing, newId(), scheduler.now());
    if (this.#isIdle()) {
      this.#start(message);
    } else {
      dispatch({ type: 'message.queued', message });
      if (outgoing.followUpMode === 'steer') this.steer(message.id);
    }
  }

  /** Asks the running answer to take a waiting message in; otherwise the message goes on waiting. */
  steer(messageId: string): void {
    const run = this.#run;
    if (run === null) return;
    this.#env.dispatch({ type: 'message.steered', messageId });
    void this.#followUp(run, messageId).catch((error: unknown) => {
      this.#env.dispatch({ type: 'steering.failed', messageId, refused: isRefusal(error) });
    });
  }

  withdraw(messageId: string): void {
    this.#env.dispatch({ type: 'message.withdrawn', messageId });
  }

  /** Sends the next message that waits, unless the user has to say so. */
  drain(): void {
    if (!this.#env.thread().held) this.release();
  }

  /** Sends the next message that waits. */
  release(): void {
    const [next] = queuedMessages(this.#env.thread().messages);
    if (next !== undefined && this.#isIdle()) this.#start(next);
  }

  stop(): void {
    const run = this.#run;
    if (run === null) return;
    this.#env.host.publish('response.stop');
    this.#stopping = stopRun(this.#env, run);
    this.#finish(run, { type: 'stopped' });
  }

  /**
   * Answers a message again: the newest one, or that with the id, in new words when there are any.
   * What followed it is dropped, here and by servers that know `retry`; others get a new message.
   */
  repeat(messageId: string | null, text?: string): void {
    const { api, dispatch, newId, scheduler, request, thread } = this.#env;
    const planned = planRepetition(thread(), messageId);
    if (planned === null || !this.#isIdle()) return;
    const { question, answer } = planned;
    const outgoing = { ...this.#outbox.read(question), ...(text !== undefined && { text }) };
    const message = this.#outbox.write(
      outgoing,
      question.id,
      text === undefined ? question.createdAt : scheduler.now(),
    );
    const settings = this.#settings();
    dispatch({ type: 'run.retried', message, answerId: newId(), now: scheduler.now() });
    const asMessage = messageBody(outgoing, request(), settings, newId());
    if (answer === null) {
      this.#stream(settings, asMessage);
      return;
    }
    // The server may write the new answer into the log of the old one.
    const lastRun = this.#lastRun?.executionId === answer.executionId ? this.#lastRun : null;
    const cursor = lastRun?.cursor ?? null;
    const body = retryBody(outgoing, answer, settings);
    this.#stream(settings, body, cursor, (error, threadId, signal) => {
      if (!isRefusal(error)) throw error;
      return streamRun(api, threadId, asMessage, { cursor: null, signal });
    });
  }

  /** Takes up the run of a thread that was loaded. */
  continue(threadId: string, continuation: Continuation): void {
    if (continuation.type === 'none') return;
    const { dispatch, newId, scheduler } = this.#env;
    dispatch({ type: 'run.continued', answerId: newId(), now: scheduler.now() });
    this.#execute(this.#settings(), async (run) => {
      const address = { threadId, executionId: continuation.runId };
      run.threadId = threadId;
      run.identify(continuation.runId);
      const opening =
        continuation.type === 'join'
          ? joining(this.#env, run, address)
          : await answering(this.#env, run, address, continuation.interrupt);
      return 'type' in opening ? opening : followRun(this.#env, run, opening);
    });
  }

  /** Keeps what waits, for when the thread is opened again. */
  keep(): void {
    this.#outbox.keep(this.#env.thread());
  }

  /** What waited in a thread that is opened again waits behind its run, or else for the user. */
  restore(threadId: string): void {
    const messages = this.#outbox.restore(threadId);
    if (messages.length > 0) this.#env.dispatch({ type: 'messages.restored', messages });
  }

  /** The thread is left: what it still does is no longer followed. */
  leave(): void {
    this.#run?.abort();
    this.#run = null;
    this.#lastRun = null;
    this.#outbox.clear();
  }

  #isIdle(): boolean {
    return this.#run === null && this.#env.canSend();
  }

  #start(message: UserMessage): void {
    const { dispatch, newId, request, scheduler } = this.#env;
    dispatch({ type: 'run.started', message, answerId: newId(), now: scheduler.now() });
    const settings = this.#settings();
    this.#stream(
      settings,
      messageBody(this.#outbox.read(message), request(), settings, message.id),
    );
  }

  #stream(
    settings: RunSettings,
    body: JsonRecord,
    cursor: string | null = null,
    otherwise: Otherwise = rethrow,
  ): void {
    this.#execute(settings, async (run) => {
      await this.#stopping;
      const threadId = this.#env.thread().threadId ?? (await this.#createThread(run));
      run.threadId = threadId;
      run.cursor = cursor;
      const opening: Opening = {
        open: (signal) =>
          streamRun(this.#env.api, threadId, body, { cursor, signal }).catch((error: unknown) =>
            otherwise(error, threadId, signal),
          ),
        kind: 'start',
        replays: 'nothing',
      };
      return followRun(this.#env, run, opening);
    });
  }

  async #followUp(run: Run, messageId: string): Promise<void> {
    await run.identity();
    const address = run.address();
    const { conversationId, messages } = this.#env.thread();
    const message = queuedMessages(messages).find(({ id }) => id === messageId);
    if (this.#run !== run || address === null || message === undefined) return;
    const outgoing = this.#outbox.read(message);
    const target = { conversationId, executionId: address.executionId };
    const body = followUpBody(outgoing, target, messageId, this.#env.request(), run.settings);
    await startFollowUp(this.#env.api, address.threadId, body);
  }

  async #createThread(run: Run): Promise<string> {
    run.signal.throwIfAborted();
    const created = await createThread(this.#env.api, run.signal);
    run.signal.throwIfAborted();
    this.#env.dispatch({ type: 'thread.created', ...created });
    this.#env.onThreadCreated(created.threadId);
    return created.threadId;
  }

  #execute(settings: RunSettings, follow: (run: Run) => Promise<RunOutcome>): void {
    const run = new Run(settings);
    this.#run = run;
    void follow(run)
      .catch((error: unknown): RunOutcome => ({ type: 'failed', error: toChatError(error) }))
      .then((outcome) => {
        if (this.#run === run) this.#finish(run, outcome);
      });
  }

  #finish(run: Run, outcome: RunOutcome): void {
    this.#run = null;
    this.#lastRun = run;
    this.#env.dispatch({ type: 'run.ended', outcome, now: this.#env.scheduler.now() });
    if (outcome.type === 'failed') publishError(this.#env.host, outcome.error);
    this.drain();
  }

  #settings(): RunSettings {
    const { context, config } = this.#env.request();
    return { assistantId: this.#env.assistantId() ?? '', context, config };
  }
}

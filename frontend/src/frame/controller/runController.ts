import { messageBody, retryBody, type RunSettings } from '../api/bodies';
import { toChatError } from '../api/errors';
import { streamRun } from '../api/runs';
import { createThread } from '../api/threads';
import type { OutgoingMessage } from '../protocol/commands';
import type { JsonRecord } from '../protocol/json';
import type { RequestOptions } from '../protocol/options';
import { isQueued } from '../state/answer';
import type { RunOutcome } from '../state/reducer';
import type { ThreadState, UserMessage } from '../state/types';
import { followRun } from './followRun';
import type { Continuation } from './loadThread';
import { joining, resuming, type Opening } from './openings';
import { Outbox } from './outbox';
import { publishError } from './publishError';
import { Run, type RunEnvironment } from './run';
import { stopRun } from './stopRun';

export type RunControllerEnvironment = RunEnvironment & {
  newId: () => string;
  /** The newest state, shown or not. */
  thread: () => ThreadState;
  request: () => RequestOptions;
  assistantId: () => string | null;
  /** Whether a run may start; one that is active does not count. */
  canSend: () => boolean;
  onThreadCreated: (threadId: string) => void;
};

/** Starts, stops and repeats the runs of the thread on screen, one at a time. */
export class RunController {
  readonly #env: RunControllerEnvironment;
  readonly #outbox = new Outbox();
  #run: Run | null = null;
  #lastRun: Run | null = null;
  #stopping: Promise<void> = Promise.resolve();

  constructor(environment: RunControllerEnvironment) {
    this.#env = environment;
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
      this.#outbox.wait(message);
      dispatch({ type: 'message.queued', message });
    }
  }

  withdraw(messageId: string): void {
    this.#outbox.withdraw(messageId);
    this.#env.dispatch({ type: 'message.withdrawn', messageId });
  }

  drain(): void {
    if (!this.#isIdle()) return;
    const next = this.#outbox.next();
    if (next !== undefined) this.#start(next);
  }

  stop(): void {
    const run = this.#run;
    if (run === null) return;
    this.#env.host.publish('response.stop');
    this.#stopping = stopRun(this.#env, run);
    this.#finish(run, { type: 'stopped' });
  }

  /** Produces the answer to the newest message again. */
  retry(): void {
    const { dispatch, newId, scheduler, request, thread } = this.#env;
    const { messages, conversationId } = thread();
    const index = messages.findLastIndex(
      (message) => message.role === 'user' && !isQueued(message),
    );
    const question = messages[index];
    if (question?.role !== 'user' || !this.#isIdle()) return;
    const answer = messages.slice(index + 1).find((message) => message.role === 'assistant');
    const executionId = answer?.executionId;
    const outgoing = this.#outbox.read(question);
    const settings = this.#settings();
    const userMessageId = question.id;
    dispatch({ type: 'run.retried', userMessageId, answerId: newId(), now: scheduler.now() });
    if (answer === undefined || executionId === undefined || conversationId === null) {
      this.#stream(settings, messageBody(outgoing, request(), settings, newId()));
      return;
    }
    const retried = { messageId: answer.id, executionId, conversationId };
    // The server may write the new answer into the log of the old one.
    const cursor = this.#lastRun?.executionId === executionId ? this.#lastRun.cursor : null;
    this.#stream(settings, retryBody(outgoing, retried, settings), cursor);
  }

  /** Takes up the run of a thread that was loaded. */
  continue(threadId: string, continuation: Continuation): void {
    if (continuation.type === 'none') return;
    const { dispatch, newId, scheduler } = this.#env;
    dispatch({ type: 'run.continued', answerId: newId(), now: scheduler.now() });
    this.#execute(this.#settings(), async (run) => {
      if (continuation.type === 'unsupported') {
        return { type: 'failed', error: { kind: 'unsupported' } };
      }
      const address = { threadId, executionId: continuation.runId };
      run.threadId = threadId;
      run.identify(continuation.runId);
      const opening =
        continuation.type === 'join'
          ? joining(this.#env, run, address)
          : await resuming(this.#env, run, address, continuation.calls);
      return followRun(this.#env, run, opening);
    });
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

  #stream(settings: RunSettings, body: JsonRecord, cursor: string | null = null): void {
    this.#execute(settings, async (run) => {
      await this.#stopping;
      const threadId = this.#env.thread().threadId ?? (await this.#createThread(run));
      run.threadId = threadId;
      run.cursor = cursor;
      const opening: Opening = {
        open: (signal) => streamRun(this.#env.api, threadId, body, { cursor, signal }),
        kind: 'start',
        replays: 'nothing',
      };
      return followRun(this.#env, run, opening);
    });
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

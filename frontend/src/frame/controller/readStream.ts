import type { RunEvent } from '../api/runEvents';
import type { RunStream } from '../api/runs';
import type { Interrupt } from '../protocol/interrupts';
import { hostError, hostEvents, type HostEvent } from '../state/hostEvents';
import type { Run, RunEnvironment } from './run';

export type StreamEnd =
  | { type: 'complete'; interrupt: Interrupt | null }
  /** The connection ended before the run's events did. */
  | { type: 'lost'; detail: string | null };

/**
 * What of the transcript a stream repeats. Resumed without a cursor, some servers begin with the
 * start of the run and others behind the interrupt: that is `unknown`.
 */
export type Replay = 'nothing' | 'everything' | 'unknown';

/**
 * Brings the events of one stream into the transcript and to the host. The response starts and
 * ends once per stream, however the stream ends.
 */
export async function readStream(
  environment: RunEnvironment,
  run: Run,
  stream: RunStream,
  { replays, onEvent }: { replays: Replay; onEvent?: () => void },
): Promise<StreamEnd> {
  const { announced, dispatch, host, scheduler } = environment;
  const progress = new StreamProgress();
  let rewound = replays === 'nothing';
  let responding = false;

  const publish = ({ name, data }: HostEvent) => {
    if (!run.muted) host.publish(name, data);
  };

  const isKnown = (cursor: string | null) =>
    cursor !== null && run.executionId !== null && announced.includes(run.executionId, cursor);

  const remember = (cursor: string | null) => {
    if (cursor !== null && run.executionId !== null && !run.muted)
      announced.add(run.executionId, cursor);
  };

  try {
    for await (const { event, cursor } of stream) {
      if (run.signal.aborted) break;
      onEvent?.();
      run.cursor = cursor ?? run.cursor;
      if (event.type === 'message.start' && event.executionId !== null)
        run.identify(event.executionId);
      if (!run.muted) {
        if (!rewound && (event.type === 'message.start' || event.type === 'part')) {
          rewound = true;
          if (!(replays === 'unknown' && continues(event))) dispatch({ type: 'run.replayed' });
        }
        dispatch({ type: 'run.event', event, now: scheduler.now() });
      }
      if (event.type === 'message.start' && !responding && !run.muted) {
        responding = true;
        publish({ name: 'response.start' });
      }
      const context = { threadId: run.threadId, runId: run.executionId };
      const news = isKnown(cursor) ? [] : hostEvents(event, context);
      for (const hostEvent of news) publish(hostEvent);
      if (news.length > 0) remember(cursor);
      progress.take(event);
      if (event.type === 'complete' || event.type === 'stream.error') break;
    }
  } catch {
    // What the browser says about a broken connection tells a reader nothing: the stream is lost.
  } finally {
    const failure = progress.unreportedFailure();
    if (failure !== null) publish(hostError('StreamError', failure));
    if (responding) host.publish('response.end');
  }
  return progress.end();
}

/** A message that starts with content goes on where it was interrupted. */
function continues(event: RunEvent): boolean {
  return event.type === 'message.start' && Array.isArray(event.content) && event.content.length > 0;
}

/** What the events so far say about how the stream ends. */
class StreamProgress {
  #complete = false;
  #conversationEnded = false;
  #interrupt: Interrupt | null = null;
  #failure: string | null = null;
  #failureReported = false;
  #detail: string | null = null;

  take(event: RunEvent): void {
    switch (event.type) {
      case 'message.start':
        this.#interrupt = null;
        return;
      case 'interrupt':
        this.#interrupt = event.interrupt;
        return;
      case 'message.end':
        if (event.status === 'error') this.#failure = event.error ?? 'The agent failed.';
        return;
      case 'conversation.end':
        this.#conversationEnded = true;
        this.#interrupt = event.interrupt ?? this.#interrupt;
        if (event.status === 'error') this.#failure ??= event.error ?? 'The agent failed.';
        return;
      case 'error':
        this.#failureReported = true;
        return;
      case 'stream.error':
        this.#detail = event.error;
        return;
      case 'complete':
        this.#complete = true;
        return;
      default:
    }
  }

  unreportedFailure(): string | null {
    return this.#failureReported ? null : this.#failure;
  }

  end(): StreamEnd {
    // Servers before `event: complete` just close the connection after the conversation has ended.
    return this.#complete || this.#conversationEnded
      ? { type: 'complete', interrupt: this.#failure === null ? this.#interrupt : null }
      : { type: 'lost', detail: this.#detail };
  }
}

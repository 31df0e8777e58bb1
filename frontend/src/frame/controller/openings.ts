import { joinRun, streamRun, type RunStream } from '../api/runs';
import type { JsonRecord } from '../protocol/json';
import type { Replay } from './readStream';
import type { Run, RunAddress, RunEnvironment } from './run';

/** How one stream of a run is opened. */
export type Opening = {
  open: (signal: AbortSignal) => Promise<RunStream>;
  /** `join` waits for events of a run that may not exist any more. */
  kind: 'start' | 'resume' | 'join';
  replays: Replay;
};

/** Joins a run after the events received so far, or from its beginning. */
export function joining(
  environment: RunEnvironment,
  run: Run,
  { threadId, executionId }: RunAddress,
): Opening {
  const { cursor } = run;
  if (cursor === null) run.replaying = true;
  return {
    open: (signal) => joinRun(environment.api, threadId, executionId, { cursor, signal }),
    kind: 'join',
    replays: cursor === null ? 'everything' : 'nothing',
  };
}

/** Opens the stream that goes on with what the run waited for. */
export function resuming(
  { api, dispatch, scheduler }: RunEnvironment,
  run: Run,
  { threadId, executionId }: RunAddress,
  body: JsonRecord,
): Opening {
  const { cursor } = run;
  dispatch({ type: 'run.continued', answerId: executionId, now: scheduler.now() });
  run.replaying = cursor === null;
  return {
    open: (signal) => streamRun(api, threadId, body, { cursor, signal }),
    kind: 'resume',
    replays: cursor === null ? 'unknown' : 'nothing',
  };
}

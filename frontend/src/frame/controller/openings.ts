import { resumeBody } from '../api/bodies';
import { joinRun, streamRun, type RunStream } from '../api/runs';
import type { ClientToolCall } from '../protocol/clientTools';
import { abortable } from './abort';
import { answerClientTools } from './clientToolLoop';
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

/** Has the host answer the calls, and opens the stream that goes on with the answers. */
export async function resuming(
  environment: RunEnvironment,
  run: Run,
  { threadId, executionId }: RunAddress,
  calls: readonly ClientToolCall[],
): Promise<Opening> {
  const { api, dispatch, host, scheduler } = environment;
  const { cursor, settings } = run;
  const answers = await abortable(answerClientTools(host, calls, run.signal), run.signal);
  for (const { id } of calls) run.answeredCalls.add(id);
  dispatch({ type: 'run.continued', answerId: executionId, now: scheduler.now() });
  run.replaying = cursor === null;
  const body = resumeBody(answers, executionId, settings);
  return {
    open: (signal) => streamRun(api, threadId, body, { cursor, signal }),
    kind: 'resume',
    replays: cursor === null ? 'unknown' : 'nothing',
  };
}

import { toChatError, withDetail } from '../api/errors';
import { findConversation } from '../api/threads';
import type { Interrupt } from '../protocol/interrupts';
import type { RunOutcome } from '../state/reducer';
import { linkedController } from './abort';
import { answering } from './interrupts';
import { joining, type Opening } from './openings';
import { readStream, type StreamEnd } from './readStream';
import type { Run, RunAddress, RunEnvironment } from './run';

const REJOIN_DELAY_MS = 500;

/** A run that says nothing for this long is asked about. */
const SILENCE_MS = 10_000;

/** Follows a run through its streams until it ends, answering client tools on the way. */
export async function followRun(
  environment: RunEnvironment,
  run: Run,
  first: Opening,
): Promise<RunOutcome> {
  let opening = first;
  let rejoined = false;
  for (;;) {
    const end = await readOpening(environment, run, opening);
    if (run.signal.aborted) return { type: 'stopped' };
    if (end.type === 'failed') return end;
    if (end.type === 'lost') {
      const address = run.address();
      if (rejoined || address === null) return failed(end.detail);
      rejoined = true;
      await environment.scheduler.sleep(REJOIN_DELAY_MS, run.signal);
      opening = joining(environment, run, address);
      continue;
    }
    const address = run.address();
    if (end.interrupt === null || address === null) return { type: 'done' };
    const next = await afterInterrupt(environment, run, address, end.interrupt);
    if ('type' in next) return next;
    opening = next;
    rejoined = false;
  }
}

async function afterInterrupt(
  environment: RunEnvironment,
  run: Run,
  address: RunAddress,
  interrupt: Interrupt,
): Promise<Opening | RunOutcome> {
  try {
    if (await isOver(environment, run, address, interrupt)) {
      return joining(environment, run, address);
    }
    if (run.muted) return { type: 'stopped' };
    return await answering(environment, run, address, interrupt);
  } catch (error) {
    return run.signal.aborted ? { type: 'stopped' } : { type: 'failed', error: toChatError(error) };
  }
}

/** Whether the interrupt was answered before: a log that is read again still contains it. */
async function isOver(
  { api }: RunEnvironment,
  run: Run,
  { threadId }: RunAddress,
  interrupt: Interrupt,
): Promise<boolean> {
  if (run.answered.has(interrupt.key)) return true;
  if (!run.replaying) return false;
  const conversation = await findConversation(api, threadId, run.signal);
  return conversation?.interrupt?.key !== interrupt.key;
}

async function readOpening(
  environment: RunEnvironment,
  run: Run,
  opening: Opening,
): Promise<StreamEnd | Extract<RunOutcome, { type: 'failed' }>> {
  const connection = linkedController(run.signal);
  const heard = new AbortController();
  if (opening.kind === 'join') void watchSilence(environment, run, connection, heard.signal);
  try {
    const stream = await opening.open(connection.signal);
    const onEvent = () => {
      heard.abort();
    };
    return await readStream(environment, run, stream, { replays: opening.replays, onEvent });
  } catch (error) {
    // A run that cannot be joined is gone, for whatever reason.
    if (opening.kind === 'join' || connection.signal.aborted) {
      return { type: 'lost', detail: null };
    }
    return { type: 'failed', error: toChatError(error) };
  } finally {
    heard.abort();
    connection.abort();
  }
}

/** The log of a run that is unknown or over never sends anything: gives it up. */
async function watchSilence(
  { api, scheduler }: RunEnvironment,
  run: Run,
  connection: AbortController,
  heard: AbortSignal,
): Promise<void> {
  while (run.threadId !== null) {
    await scheduler.sleep(SILENCE_MS, heard);
    if (heard.aborted || connection.signal.aborted) return;
    const conversation = await findConversation(api, run.threadId, heard).catch(() => null);
    if (conversation?.status !== 'busy') connection.abort();
  }
}

function failed(detail: string | null): RunOutcome {
  return { type: 'failed', error: withDetail('interrupted', detail) };
}

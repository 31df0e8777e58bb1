import type { ApiClient } from '../api/client';
import { cancelRun } from '../api/runs';
import type { Run } from './run';
import type { Scheduler } from './scheduler';

/** How long a run may take to tell its id after the user has stopped it. */
const IDENTIFY_MS = 5_000;

/**
 * Ends a run here and on the server. A run that has not told its id yet is listened to until it
 * does: without the id it could not be cancelled and would go on unseen.
 */
export async function stopRun(
  { api, scheduler }: { api: ApiClient; scheduler: Scheduler },
  run: Run,
): Promise<void> {
  run.muted = true;
  if (run.threadId !== null && run.executionId === null) {
    const identified = new AbortController();
    void run.identity().then(() => {
      identified.abort();
    });
    await scheduler.sleep(IDENTIFY_MS, identified.signal);
  }
  run.abort();
  const address = run.address();
  if (address === null) return;
  // The user is done with this run, whether the server is or not.
  await cancelRun(api, address.threadId, address.executionId).catch(() => undefined);
}

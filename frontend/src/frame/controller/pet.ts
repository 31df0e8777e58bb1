import { isQueued } from '../state/queue';
import type { ThreadState } from '../state/types';

/** The animations of the element's pet that tell about a run. */
export type PetState = 'idle' | 'running' | 'waiting' | 'failed' | 'review';

/** `ran`: something was asked since the thread was opened; old answers are no news. */
export function petState({ messages, running }: ThreadState, ran: boolean): PetState {
  const newest = messages.findLast((message) => !isQueued(message));
  const status = newest?.role === 'assistant' ? newest.status : null;
  if (running) return status === 'waiting' ? 'waiting' : 'running';
  if (!ran) return 'idle';
  if (status === 'failed') return 'failed';
  return status === 'done' ? 'review' : 'idle';
}

/** Tells the pet when the state of the run changes. */
export function createPetReporter(report: (state: PetState) => void) {
  let shown: PetState = 'idle';
  let ran = false;
  return (thread: ThreadState): void => {
    ran = thread.running || (ran && thread.messages.length > 0);
    const state = petState(thread, ran);
    if (state === shown) return;
    shown = state;
    report(state);
  };
}

/** Time, as the controller uses it; tests bring their own. */
export type Scheduler = {
  now: () => number;
  /** Runs the callback before the next paint, or soon when nothing is painted. */
  onNextFrame: (callback: () => void) => void;
  /** Resolves after the time, or at once when aborted. */
  sleep: (milliseconds: number, signal: AbortSignal) => Promise<void>;
};

/** Animation frames stop in hidden tabs; then a timer keeps the transcript going. */
const HIDDEN_FRAME_MS = 100;

export function browserScheduler(window: Window): Scheduler {
  return {
    now: () => Date.now(),
    onNextFrame: (callback) => {
      const run = () => {
        window.cancelAnimationFrame(frame);
        window.clearTimeout(timer);
        callback();
      };
      const frame = window.requestAnimationFrame(run);
      const timer = window.setTimeout(run, HIDDEN_FRAME_MS);
    },
    sleep: (milliseconds, signal) =>
      new Promise((resolve) => {
        const finish = () => {
          window.clearTimeout(timer);
          signal.removeEventListener('abort', finish);
          resolve();
        };
        const timer = window.setTimeout(finish, milliseconds);
        signal.addEventListener('abort', finish);
        if (signal.aborted) finish();
      }),
  };
}

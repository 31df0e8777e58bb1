/** A value that is changed at once and shown to its subscribers at most once per frame. */
export type Commits<T> = {
  /** The newest value. */
  latest: () => T;
  /** The value that subscribers saw last. */
  committed: () => T;
  update: (change: (value: T) => T) => void;
  subscribe: (listener: () => void) => () => void;
};

export function createCommits<T>(
  initial: T,
  onNextFrame: (callback: () => void) => void,
): Commits<T> {
  const listeners = new Set<() => void>();
  let latest = initial;
  let committed = initial;
  let scheduled = false;

  function commit(): void {
    scheduled = false;
    if (committed === latest) return;
    committed = latest;
    for (const listener of [...listeners]) listener();
  }

  return {
    latest: () => latest,
    committed: () => committed,
    update: (change) => {
      latest = change(latest);
      if (scheduled || latest === committed) return;
      scheduled = true;
      onNextFrame(commit);
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

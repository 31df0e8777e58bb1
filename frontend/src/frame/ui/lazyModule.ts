import { useEffect, useSyncExternalStore } from 'react';

/**
 * Makes a hook for a part of the page that is loaded when first wanted.
 *
 * The hook gives `null` until the part is there, and for good where it cannot be had (offline): what
 * asks shows its plain form. A later one that asks tries again.
 */
export function lazyModule<T>(load: () => Promise<T>): (wanted: boolean) => T | null {
  const listeners = new Set<() => void>();
  let module: T | null = null;
  let pending: Promise<void> | null = null;

  const settle = (loaded: T | null) => {
    module = loaded;
    pending = null;
    for (const listener of listeners) listener();
  };
  const request = () => {
    if (module !== null) return;
    pending ??= load().then(settle, () => {
      settle(null);
    });
  };
  const subscribe = (listener: () => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  };
  const get = () => module;

  return (wanted) => {
    const loaded = useSyncExternalStore(subscribe, get);
    useEffect(() => {
      if (wanted) request();
    }, [wanted]);
    return wanted ? loaded : null;
  };
}

import { useSyncExternalStore } from 'react';

/** A chat on the reader's own machine works without any network. */
export function isLoopback(hostname: string): boolean {
  return /^(localhost|.+\.localhost|127(\.\d+){3}|\[::1\])$/.test(hostname);
}

function subscribe(listener: () => void) {
  addEventListener('online', listener);
  addEventListener('offline', listener);
  return () => {
    removeEventListener('online', listener);
    removeEventListener('offline', listener);
  };
}

const isOnline = () => navigator.onLine || isLoopback(new URL(document.baseURI).hostname);

export const useOnline = () => useSyncExternalStore(subscribe, isOnline);

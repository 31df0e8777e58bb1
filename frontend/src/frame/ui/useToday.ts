import { useSyncExternalStore } from 'react';

function subscribe(listener: () => void) {
  document.addEventListener('visibilitychange', listener);
  return () => {
    document.removeEventListener('visibilitychange', listener);
  };
}

/** The first moment of the reader's day; looked up again when they come back to the page. */
export const useToday = () =>
  useSyncExternalStore(subscribe, () => new Date().setHours(0, 0, 0, 0));

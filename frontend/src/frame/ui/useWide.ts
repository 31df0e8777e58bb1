import { useSyncExternalStore } from 'react';

/** Room for the history beside a readable column. */
const WIDE = '(min-width: 860px)';

function subscribe(listener: () => void) {
  const query = matchMedia(WIDE);
  query.addEventListener('change', listener);
  return () => {
    query.removeEventListener('change', listener);
  };
}

export const useWide = () => useSyncExternalStore(subscribe, () => matchMedia(WIDE).matches);

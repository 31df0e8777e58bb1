import { asText } from '../protocol/json';

/** The thread in the page's own address: a page that is loaded again shows it again. */
export type ThreadLink = {
  read: () => string | null;
  write: (threadId: string | null) => void;
};

const PARAMETER = 'threadId';

export function addressLink(window: Pick<Window, 'location' | 'history'>): ThreadLink {
  const address = () => new URL(window.location.href);
  let written: string | null | undefined;
  return {
    read: () => asText(address().searchParams.get(PARAMETER)),
    write: (threadId) => {
      // Called with each event of a run.
      if (threadId === written) return;
      written = threadId;
      const url = address();
      if (url.searchParams.get(PARAMETER) === threadId) return;
      if (threadId === null) url.searchParams.delete(PARAMETER);
      else url.searchParams.set(PARAMETER, threadId);
      window.history.replaceState(window.history.state, '', url);
    },
  };
}

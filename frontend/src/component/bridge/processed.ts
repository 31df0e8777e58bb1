type SimpleStorage = Pick<Storage, 'getItem' | 'setItem'>;

const key = (session: string) => `streamlit-chatkit:${session}`;

/** Keeps, per session, the highest `seq` that this browser tab is done with. */
export type ProcessedStore = {
  load: (session: string) => number;
  save: (session: string, processed: number) => void;
};

/** `getStorage` may throw, and so may its result: browsers forbid storage to some pages. */
export function processedStore(getStorage: () => SimpleStorage): ProcessedStore {
  return {
    load(session) {
      try {
        return Number.parseInt(getStorage().getItem(key(session)) ?? '', 10) || 0;
      } catch {
        return 0;
      }
    },
    save(session, processed) {
      try {
        getStorage().setItem(key(session), String(processed));
      } catch {
        // Without storage only a re-mount can repeat a command.
      }
    },
  };
}

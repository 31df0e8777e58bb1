import type { TabStorage } from '../storage';

/** Keeps, per session, the highest `seq` that this browser tab is done with. */
export type ProcessedStore = {
  load: (session: string) => number;
  save: (session: string, processed: number) => void;
};

/** Where nothing is kept, only a re-mount can repeat a command. */
export function processedStore(storage: TabStorage): ProcessedStore {
  return {
    load: (session) => Number.parseInt(storage.load(session) ?? '', 10) || 0,
    save: (session, processed) => {
      storage.save(session, String(processed));
    },
  };
}

import { asList, asText, parseJson } from '../protocol/json';
import type { TabStorage } from './tabStorage';

/**
 * Remembers up to which event of a run the host was told: a chat that is made anew reads the run
 * from its beginning, and the host must not see its effects twice.
 */
export type Announced = {
  /** Whether the host was told about this event of the run, or about a later one. */
  includes: (runId: string, cursor: string) => boolean;
  add: (runId: string, cursor: string) => void;
};

/** Runs that are remembered; only the newest are ever read again. */
const MAX_RUNS = 20;

const NAME = 'announced';

export function tabAnnouncements(storage: TabStorage): Announced {
  const runs = new Map(parseEntries(storage.get(NAME)));
  return {
    includes: (runId, cursor) => {
      const known = runs.get(runId);
      return known !== undefined && !isAfter(cursor, known);
    },
    add: (runId, cursor) => {
      // The newest run is the last.
      runs.delete(runId);
      runs.set(runId, cursor);
      storage.set(NAME, JSON.stringify([...runs].slice(-MAX_RUNS)));
    },
  };
}

function parseEntries(stored: string | null): [string, string][] {
  return asList(parseJson(stored ?? '')).flatMap((entry): [string, string][] => {
    const [runId, cursor] = asList(entry).map(asText);
    return runId && cursor ? [[runId, cursor]] : [];
  });
}

/** Event ids grow, as `1786953600000-0` does; an id of another kind is taken for a new one. */
export function isAfter(cursor: string, known: string): boolean {
  if (cursor === known) return false;
  const [a, b] = [cursor, known].map((id) => id.split('-').map(Number)) as [number[], number[]];
  if ([...a, ...b].some(Number.isNaN)) return true;
  const at = a.findIndex((part, index) => part !== (b[index] ?? 0));
  return at !== -1 && (a[at] ?? 0) > (b[at] ?? 0);
}

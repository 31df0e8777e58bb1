import { useEffect, useState } from 'react';

import type { Entity } from '../protocol/entities';
import type { EntitySearch } from './types';

export type Found = { status: 'searching' | 'found' | 'failed'; entities: readonly Entity[] };

/** The reader types on; a search for every letter would only be thrown away. */
const PAUSE_MS = 150;

const SEARCHING: Found = { status: 'searching', entities: [] };

/** What the host finds for the query; `null` asks for nothing. What was found before stays until then. */
export function useEntitySearch(search: EntitySearch, query: string | null): Found {
  const [found, setFound] = useState(SEARCHING);
  useEffect(() => {
    if (query === null) return;
    let current = true;
    const show = (next: Found) => {
      if (current) setFound(next);
    };
    const timer = setTimeout(() => {
      search(query).then(
        (entities) => {
          show({ status: 'found', entities });
        },
        () => {
          show({ status: 'failed', entities: [] });
        },
      );
    }, PAUSE_MS);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [search, query]);
  return found;
}

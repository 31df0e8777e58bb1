import { useEffect, useState } from 'react';

import type { Entity } from '../protocol/entities';
import type { EntitySearch } from './types';

export type Found = {
  status: 'searching' | 'found' | 'failed';
  entities: readonly Entity[];
};

/** The reader types on; a search for every letter would only be thrown away. */
const PAUSE_MS = 150;

const NOTHING: Found & { query: string | null } = {
  status: 'searching',
  entities: [],
  query: null,
};

/**
 * What the host finds for the query; `null` asks for nothing. Until it answers, what was found
 * before stays as far as it fits, so that nobody chooses what they have not asked for.
 */
export function useEntitySearch(search: EntitySearch, query: string | null): Found {
  const [found, setFound] = useState(NOTHING);
  if (query === null && found !== NOTHING) setFound(NOTHING);
  useEffect(() => {
    if (query === null) return;
    let current = true;
    const show = (next: Found) => {
      if (current) setFound({ ...next, query });
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
  return query === null || found.query === query ? found : narrowed(found, query);
}

function narrowed({ entities }: Found, query: string): Found {
  const wanted = query.toLowerCase();
  const fitting = entities.filter(({ title }) => title.toLowerCase().includes(wanted));
  return { status: 'searching', entities: fitting };
}

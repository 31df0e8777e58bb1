import { createContext, use } from 'react';

import type { ComposerActions } from './types';

/** What can be done with the entities that a chat mentions. */
export type EntityHandlers = {
  click: ComposerActions['clickEntity'] | null;
  preview: ComposerActions['previewEntity'] | null;
};

const EntityContext = createContext<EntityHandlers>({ click: null, preview: null });

export const EntityProvider = EntityContext;

export const useEntityHandlers = () => use(EntityContext);

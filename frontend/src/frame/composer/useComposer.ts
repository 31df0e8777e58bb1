import { useSyncExternalStore } from 'react';

import type { ComposerState, ComposerStore } from './types';

export const useComposer = (store: ComposerStore): ComposerState =>
  useSyncExternalStore(store.subscribe, store.getState);

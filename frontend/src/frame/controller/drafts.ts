import type { TabStorage } from './tabStorage';

/** Keeps what is written but not sent, for when the host has to make the chat anew. */
export type Drafts = {
  load: () => string;
  save: (text: string) => void;
};

export function tabDrafts(storage: TabStorage): Drafts {
  return {
    load: () => storage.get('draft') ?? '',
    save: (text) => {
      storage.set('draft', text === '' ? null : text);
    },
  };
}

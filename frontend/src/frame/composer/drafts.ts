import type { TabStorage } from '../controller/tabStorage';
import { asList, asRecord, parseJson } from '../protocol/json';
import { EMPTY_DRAFT, isEmptyDraft } from './draft';
import { parseDraft, parseSelection, toSaved } from './savedDraft';
import type { Draft, Selection } from './types';

/** Keeps what is written but not sent, for when the host has to make the chat anew. */
export type Drafts = {
  /** @param threadId `null` is the new-thread view. */
  load: (threadId: string | null) => Draft;
  save: (threadId: string | null, draft: Draft) => void;
  loadSelection: () => Selection;
  saveSelection: (selection: Selection) => void;
};

/** Drafts of older threads than these are forgotten. */
export const MAX_THREADS = 20;

export function tabDrafts(storage: TabStorage): Drafts {
  const drafts = new Map(parseEntries(storage.get('drafts')));
  return {
    load: (threadId) => parseDraft(drafts.get(threadId) ?? EMPTY_DRAFT),
    save: (threadId, draft) => {
      const saved = toSaved(draft);
      if (isEmptyDraft(saved) && !drafts.has(threadId)) return;
      // The newest draft is the last.
      drafts.delete(threadId);
      if (!isEmptyDraft(saved)) drafts.set(threadId, saved);
      const kept = [...drafts].slice(-MAX_THREADS);
      storage.set('drafts', kept.length === 0 ? null : JSON.stringify(kept));
    },
    loadSelection: () => parseSelection(asRecord(parseJson(storage.get('selection') ?? ''))),
    saveSelection: (selection) => {
      storage.set('selection', JSON.stringify(selection));
    },
  };
}

function parseEntries(stored: string | null): (readonly [string | null, unknown])[] {
  return asList(parseJson(stored ?? '')).flatMap((entry) => {
    const [threadId, draft] = asList(entry);
    return threadId === null || typeof threadId === 'string' ? [[threadId, draft] as const] : [];
  });
}

import { createCommits, type Commits } from '../controller/commits';
import { EMPTY_DRAFT, initialState, reduceComposer, reduceDraft, type DraftAction } from './draft';
import type { Drafts } from './drafts';
import type { ComposerState, Draft } from './types';

/** What is written in one thread; it stays the same object when the thread gets its id. */
export type Slot = { threadId: string | null; draft: Draft };

export type SlotAction = Exclude<
  DraftAction,
  { type: 'files.rejected' | 'selected' | 'draft.replaced' }
>;

/** The drafts of all threads, one of which is in the composer. */
export class Slots {
  readonly #drafts: Drafts;
  readonly #all: Slot[] = [];
  readonly #state: Commits<ComposerState>;
  #current: Slot;

  constructor(drafts: Drafts) {
    this.#drafts = drafts;
    this.#current = this.#find(null);
    this.#state = createCommits(
      initialState(this.#current.draft, drafts.loadSelection()),
      (notify) => {
        notify();
      },
    );
  }

  get current(): Slot {
    return this.#current;
  }

  get state(): ComposerState {
    return this.#state.latest();
  }

  readonly subscribe = (listener: () => void) => this.#state.subscribe(listener);

  /** Another thread is shown. */
  open(threadId: string | null): void {
    this.#current = this.#find(threadId);
    this.dispatch({ type: 'draft.replaced', draft: this.#current.draft });
  }

  /** The thread on screen, which was new, has an id from now on. */
  adopt(threadId: string): void {
    this.#drafts.save(this.#current.threadId, EMPTY_DRAFT);
    this.#current.threadId = threadId;
    this.#drafts.save(threadId, this.#current.draft);
  }

  /** Changes what is in the composer. */
  dispatch(action: DraftAction): void {
    const { draft, selection } = this.state;
    this.#state.update((state) => reduceComposer(state, action));
    this.#current.draft = this.state.draft;
    if (draft !== this.state.draft) this.#drafts.save(this.#current.threadId, this.#current.draft);
    if (selection !== this.state.selection) this.#drafts.saveSelection(this.state.selection);
  }

  /** Changes the draft of a thread, whether it is on screen or not. */
  change(slot: Slot, action: SlotAction): void {
    if (slot === this.#current) {
      this.dispatch(action);
    } else {
      slot.draft = reduceDraft(slot.draft, action);
      this.#drafts.save(slot.threadId, slot.draft);
    }
  }

  #find(threadId: string | null): Slot {
    const known = this.#all.find((slot) => slot.threadId === threadId);
    if (known !== undefined) return known;
    const slot = { threadId, draft: this.#drafts.load(threadId) };
    this.#all.push(slot);
    return slot;
  }
}

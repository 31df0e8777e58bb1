import type { RunSettings } from '../api/bodies';
import type { ApiClient } from '../api/client';
import type { ThreadAction } from '../state/reducer';
import type { Announced } from './announced';
import type { ThreadState } from '../state/types';
import type { Host } from './hostLink';
import type { Scheduler } from './scheduler';
import type { UserPrompts } from './userPrompts';

export type RunAddress = { threadId: string; executionId: string };

/** One answer in the making; it may take several streams, all of the same execution. */
export class Run {
  readonly #controller = new AbortController();
  readonly #identity: Promise<void>;
  #resolveIdentity: () => void = () => undefined;
  #executionId: string | null = null;

  threadId: string | null = null;
  /** Id of the last event received; the log of the run is read on from there. */
  cursor: string | null = null;
  /** The log is being read from its beginning, so that its interrupts may be answered already. */
  replaying = false;
  /** The user has turned away: events are followed, but shown to nobody. */
  muted = false;
  /** Keys of the interrupts that were answered. */
  readonly answered = new Set<string>();

  constructor(readonly settings: RunSettings) {
    this.#identity = new Promise((resolve) => {
      this.#resolveIdentity = resolve;
    });
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  get executionId(): string | null {
    return this.#executionId;
  }

  identify(executionId: string): void {
    this.#executionId = executionId;
    this.#resolveIdentity();
  }

  /** Resolves when the server has told the execution's id. */
  identity(): Promise<void> {
    return this.#identity;
  }

  /** Where the run can be joined, resumed and cancelled; `null` while that is unknown. */
  address(): RunAddress | null {
    const { threadId, executionId } = this;
    return threadId === null || executionId === null ? null : { threadId, executionId };
  }

  abort(): void {
    this.#controller.abort();
  }
}

/** What following a run needs of the world around it. */
export type RunEnvironment = {
  api: ApiClient;
  host: Host;
  announced: Announced;
  prompts: UserPrompts;
  scheduler: Scheduler;
  dispatch: (action: ThreadAction) => void;
  /** The newest state, shown or not. */
  thread: () => ThreadState;
};

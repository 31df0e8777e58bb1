import type { QuestionPart } from './question';

/** What the user is asked before a client tool acts. */
export type ApprovalRequest = {
  question: readonly QuestionPart[];
  params: Readonly<Record<string, unknown>>;
};

export type Approval = ApprovalRequest & { id: number };

type Pending = {
  approval: Approval;
  resolve: (approved: boolean) => void;
  reject: (reason: Error) => void;
};

/** Questions to the user, one at a time and in order. */
export class Approvals {
  readonly #listeners = new Set<() => void>();
  #pending: readonly Pending[] = [];
  #snapshot: readonly Approval[] = [];
  #lastId = 0;

  readonly getSnapshot = () => this.#snapshot;

  readonly subscribe = (listener: () => void) => {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  };

  /** Resolves when the user has answered; rejects when the question is withdrawn. */
  ask(request: ApprovalRequest, signal: AbortSignal): Promise<boolean> {
    return new Promise((resolve, reject) => {
      signal.throwIfAborted();
      const id = ++this.#lastId;
      signal.addEventListener('abort', () => this.#take(id)?.reject(signal.reason as Error));
      this.#set([...this.#pending, { approval: { ...request, id }, resolve, reject }]);
    });
  }

  readonly answer = (id: number, approved: boolean) => {
    this.#take(id)?.resolve(approved);
  };

  /** Withdraws every question. */
  withdraw(reason: string): void {
    for (const { approval } of this.#pending) this.#take(approval.id)?.reject(new Error(reason));
  }

  #take(id: number): Pending | undefined {
    const taken = this.#pending.find(({ approval }) => approval.id === id);
    if (taken) this.#set(this.#pending.filter((item) => item !== taken));
    return taken;
  }

  #set(pending: readonly Pending[]) {
    this.#pending = pending;
    this.#snapshot = pending.map(({ approval }) => approval);
    for (const listener of this.#listeners) listener();
  }
}

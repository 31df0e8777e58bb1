import { deepEqual, isObject } from './json';

/** Whether the chat is loaded, and whether an answer is coming in. */
export type Status = { ready: boolean; responding: boolean };

export const NOT_READY: Status = { ready: false, responding: false };

/** The status after an event of the element. */
export function nextStatus(status: Status, name: string, detail: unknown): Status {
  switch (name) {
    case 'ready':
      return { ready: true, responding: false };
    case 'response.start':
      return { ...status, responding: true };
    case 'response.end':
    case 'response.stop':
    case 'thread.change':
      return { ...status, responding: false };
    case 'log':
      // An `error` may be that of a step, after which the answer goes on; this one ends it.
      return isObject(detail) && detail.name === 'lg.run.error'
        ? { ...status, responding: false }
        : status;
    default:
      return status;
  }
}

/** Says the status to a session that wants to hear of it: once at first, then whenever it changed. */
export class StatusReport {
  readonly #say: (status: Status) => void;
  #status = NOT_READY;
  #listener: string | null = null;

  constructor(say: (status: Status) => void) {
    this.#say = say;
  }

  /** The session that wants to hear of it now, or none. */
  tell(session: string | null): void {
    if (session === this.#listener) return;
    this.#listener = session;
    if (session !== null) this.#say(this.#status);
  }

  /** Says it again, whoever listens. */
  repeat(): void {
    this.#say(this.#status);
  }

  /** An event of the chat's element. */
  observe(name: string, detail: unknown): void {
    this.#set(nextStatus(this.#status, name, detail));
  }

  /** There is no chat any more. */
  reset(): void {
    this.#set(NOT_READY);
  }

  #set(status: Status) {
    if (deepEqual(status, this.#status)) return;
    this.#status = status;
    if (this.#listener !== null) this.#say(status);
  }
}

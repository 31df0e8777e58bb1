import type { ProcessedStore } from './processed';
import { cancel, enqueue, isUnheard, send } from './outbox';
import { type Effect, receive, setReady, type Step } from './reducer';
import { initialState, type State } from './state';
import type { Answer, Batch, Inbound } from './types';

export type Clock = {
  now: () => number;
  setTimeout: (callback: () => void, delay: number) => number;
  clearTimeout: (timer: number) => void;
};

export type BridgePorts = {
  mount: string;
  clock: Clock;
  processed: ProcessedStore;
  setValue: (batch: Batch) => void;
  execute: (name: string, data: unknown) => void;
  /** Python has not acknowledged for a while, at each attempt to tell it again. */
  unheard: () => void;
};

type Settle = (answer: Answer) => void;

/** An error that Python answered with. */
export class BridgeError extends Error {
  constructor(name: string, message: string) {
    super(message);
    this.name = name;
  }
}

/** Drives the reducer: a reliable, ordered channel to Python. */
export class Bridge {
  readonly #ports: BridgePorts;
  readonly #requests = new Map<number, Settle>();
  #state: State;
  #timer: number | null = null;
  #flushing = false;

  constructor(ports: BridgePorts) {
    this.#ports = ports;
    this.#state = initialState(ports.mount, false);
  }

  /**
   * Asks Python; rejects with a `BridgeError`. When `signal` aborts first, Python is told that the
   * request is cancelled, unless it has it already, and a late reply is dropped.
   */
  request(type: string, data: object, signal?: AbortSignal): Promise<unknown> {
    return new Promise((resolve, reject) => {
      signal?.throwIfAborted();
      const id = this.#say(type, data, (answer) => {
        signal?.removeEventListener('abort', abort);
        if ('error' in answer) reject(new BridgeError(answer.error.name, answer.error.message));
        else resolve(answer.value);
      });
      const abort = () => {
        this.#requests.delete(id);
        this.#state = cancel(this.#state, id);
        this.#flushSoon();
        reject(signal?.reason as Error);
      };
      signal?.addEventListener('abort', abort, { once: true });
    });
  }

  /** Tells Python. */
  emit(name: string, data: unknown): void {
    this.#say('event', { name, data }, null);
  }

  receive(inbound: Inbound): void {
    const remembered =
      inbound.session === this.#state.session ? 0 : this.#ports.processed.load(inbound.session);
    this.#apply(receive(this.#state, inbound, remembered));
  }

  /** Whether commands can be delivered now. */
  setReady(ready: boolean): void {
    this.#apply(setReady(this.#state, ready));
  }

  #say(type: string, data: unknown, settle: Settle | null): number {
    this.#state = enqueue(this.#state, { type, data, expectsReply: settle !== null });
    const id = this.#state.lastId;
    if (settle) this.#requests.set(id, settle);
    this.#flushSoon();
    return id;
  }

  #apply({ state, effects }: Step) {
    this.#state = state;
    for (const effect of effects) this.#run(effect);
    this.#flushSoon();
  }

  #run(effect: Effect) {
    switch (effect.type) {
      case 'settle':
        this.#requests.get(effect.id)?.(effect.answer);
        this.#requests.delete(effect.id);
        break;
      case 'execute':
        this.#ports.execute(effect.name, effect.data);
        break;
      case 'remember':
        this.#ports.processed.save(effect.session, effect.processed);
        break;
    }
  }

  /** Messages of one tick leave in one batch. */
  #flushSoon() {
    if (this.#flushing) return;
    this.#flushing = true;
    queueMicrotask(() => {
      this.#flushing = false;
      this.#flush();
    });
  }

  #flush() {
    const { clock, setValue, unheard } = this.#ports;
    const { state, batch, wakeAt } = send(this.#state, clock.now());
    this.#state = state;
    if (batch) setValue(batch);
    if (batch && isUnheard(state, clock.now())) unheard();
    if (this.#timer !== null) clock.clearTimeout(this.#timer);
    this.#timer = null;
    if (wakeAt === null) return;
    this.#timer = clock.setTimeout(
      () => {
        this.#timer = null;
        this.#flush();
      },
      Math.max(0, wakeAt - clock.now()),
    );
  }
}

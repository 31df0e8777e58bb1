import { tabStorage } from '../storage';
import { Bridge, type BridgePorts, type Clock } from './bridge';
import { processedStore } from './processed';
import type { Batch, Inbound, Outgoing } from './types';

export class ManualClock implements Clock {
  time = 0;
  #timers = new Map<number, { at: number; callback: () => void }>();
  #last = 0;
  now = () => this.time;
  setTimeout = (callback: () => void, delay: number) => {
    this.#timers.set(++this.#last, { at: this.time + delay, callback });
    return this.#last;
  };
  clearTimeout = (timer: number) => {
    this.#timers.delete(timer);
  };
  advance(ms: number) {
    this.time += ms;
    for (const [timer, { at, callback }] of [...this.#timers]) {
      if (at <= this.time && this.#timers.delete(timer)) callback();
    }
  }
}

export const memoryStorage = () => {
  const items = new Map<string, string>();
  return tabStorage(() => ({
    getItem: (key) => items.get(key) ?? null,
    setItem: (key, value) => void items.set(key, value),
    removeItem: (key) => void items.delete(key),
  }));
};

/** A bridge with a clock that stands still, and what it sends and executes. */
export function start(ports: Partial<BridgePorts> = {}) {
  const clock = new ManualClock();
  const values: Batch[] = [];
  const executed: unknown[] = [];
  const bridge = new Bridge({
    mount: 'm1',
    clock,
    processed: processedStore(memoryStorage()),
    setValue: (batch) => values.push(batch),
    execute: (name, data) => executed.push([name, data]),
    unheard: () => undefined,
    ...ports,
  });
  return { bridge, clock, values, executed };
}

export const tick = () => Promise.resolve();
export const inbound = (ack: number | null, outgoing: Outgoing[] = []): Inbound => ({
  session: 's1',
  ack: ack === null ? null : { mount: 'm1', id: ack },
  outgoing,
});

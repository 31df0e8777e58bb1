import { describe, expect, it } from 'vitest';

import { inbound, start, tick } from './testing';
import type { Batch, Inbound, Outgoing } from './types';

/** Small, fast, seeded: the same seed gives the same network. */
function random(seed: number) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** The server's half, as docs/bridge.md describes it. */
class Server {
  handled: unknown[] = [];
  #last = 0;
  #seq = 0;
  #received = 0;
  #outgoing: Outgoing[] = [];

  receive({ received, messages }: Batch) {
    this.#received = Math.max(this.#received, received);
    for (const { id, type, data } of messages) {
      if (id <= this.#last) continue;
      this.#last = id;
      this.handled.push(data);
      if (type === 'echo') {
        this.#outgoing.push({
          seq: ++this.#seq,
          type: 'reply',
          mount: 'm1',
          id,
          answer: { value: data },
        });
      }
    }
    this.#outgoing = this.#outgoing.filter(({ seq }) => seq > this.#received);
  }

  command(n: number) {
    this.#outgoing.push({ seq: ++this.#seq, type: 'command', name: 'run', data: n });
  }

  arguments(): Inbound {
    return inbound(this.#last || null, [...this.#outgoing]);
  }
}

describe('over a network that loses, repeats and reorders', () => {
  it.each([1, 2, 3, 4, 5, 6, 7, 8])(
    'everything happens exactly once and in order (seed %i)',
    async (seed) => {
      const chance = random(seed);
      const server = new Server();
      const lines: { at: number; deliver: () => void }[] = [];
      const transmit = (deliver: () => void) => {
        const copies = chance() < 0.3 ? 0 : chance() < 0.3 ? 2 : 1;
        for (let copy = 0; copy < copies; copy++)
          lines.push({ at: clock.time + chance() * 5000, deliver });
      };
      const answered: unknown[] = [];
      const { bridge, clock, executed } = start({
        setValue: (batch) => {
          transmit(() => {
            server.receive(batch);
          });
        },
      });
      bridge.receive(server.arguments());

      const said: string[] = [];
      const commands: unknown[] = [];
      const rounds = 100;
      for (let round = 0; round < 3000; round++) {
        if (round < rounds) {
          for (let n = 0; n < Math.floor(chance() * 3); n++) {
            const word = `${round}.${n}`;
            said.push(word);
            void bridge.request('echo', word).then((value) => answered.push([word, value]));
          }
          if (chance() < 0.3) {
            commands.push(['run', round]);
            server.command(round);
          }
          bridge.setReady(chance() < 0.7);
        } else bridge.setReady(true);
        const snapshot = server.arguments();
        transmit(() => {
          bridge.receive(snapshot);
        });
        await tick();
        clock.advance(100);
        const due = lines.filter(({ at }) => at <= clock.time);
        for (const line of due) {
          lines.splice(lines.indexOf(line), 1);
          line.deliver();
        }
        await tick();
      }

      expect(said.length).toBeGreaterThan(50);
      expect(server.handled).toEqual(said);
      expect(executed).toEqual(commands);
      expect(answered.sort()).toEqual(said.map((word) => [word, word]).sort());
    },
  );
});

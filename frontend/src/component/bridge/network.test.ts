// @vitest-environment node
import { describe, expect, it } from 'vitest';

import { seeded } from '../../shared/testing/seeded';
import { Bridge } from './bridge';
import { processedStore } from './processed';
import { ManualClock, memoryStorage, tick } from './testing';
import type { Batch, Inbound, Outgoing } from './types';

type Word = { word: string; cancelled?: true };
type Handled = { mount: string; id: number; data: Word };

/** The server's half, as docs/bridge.md describes it. */
class Server {
  readonly handled: Handled[] = [];
  outgoing: Outgoing[] = [];
  #last = new Map<string, number>();
  #seq = 0;

  receive({ mount, received, messages }: Batch) {
    const last = this.#last.get(mount) ?? 0;
    this.#last.delete(mount);
    this.#last.set(mount, Math.max(last, messages.at(-1)?.id ?? 0));
    for (const { id, data } of messages.filter((message) => message.id > last)) {
      const word = data as Word;
      this.handled.push({ mount, id, data: word });
      if (!word.cancelled) this.#say({ type: 'reply', mount, id, answer: { value: word.word } });
    }
    this.outgoing = this.outgoing.filter(({ seq }) => seq > received);
  }

  command(n: number) {
    this.#say({ type: 'command', name: 'run', data: n });
  }

  arguments(): Inbound {
    const [mount, id] = [...this.#last].at(-1) ?? ['', 0];
    const ack = id > 0 ? { mount, id } : null;
    return { session: 's1', ack, outgoing: [...this.outgoing] };
  }

  #say(item: Record<string, unknown>) {
    this.outgoing.push({ seq: ++this.#seq, ...item } as Outgoing);
  }
}

/** What one mount of the component asked and gave up. */
type Said = { word: string; controller: AbortController; cancelled: boolean };

class World {
  readonly server = new Server();
  readonly clock = new ManualClock();
  readonly chance: () => number;
  readonly said = new Map<string, Said[]>();
  readonly answered: unknown[] = [];
  readonly executed: unknown[] = [];
  bridge!: Bridge;
  mount = '';
  calm = false;
  #processed = processedStore(memoryStorage());
  #lines: { at: number; deliver: () => void }[] = [];

  constructor(seed: number) {
    this.chance = seeded(seed);
    this.remount();
  }

  /** The old mount is gone; what it sent may still be under way. */
  remount() {
    const mount = (this.mount = `m${this.said.size + 1}`);
    this.said.set(mount, []);
    this.bridge = new Bridge({
      mount,
      clock: this.clock,
      processed: this.#processed,
      setValue: (batch) => {
        if (this.mount !== mount) return;
        this.#transmit(() => {
          this.server.receive(batch);
        });
      },
      unheard: () => undefined,
      execute: (_, data) => this.executed.push(data),
    });
  }

  ask(word: string) {
    const said: Said = { word, controller: new AbortController(), cancelled: false };
    this.said.get(this.mount)?.push(said);
    void this.bridge.request('echo', { word }, said.controller.signal).then(
      (value) => this.answered.push([word, value]),
      () => (said.cancelled = true),
    );
  }

  giveUpOne() {
    const open = this.said.get(this.mount)?.filter(({ word }) => !this.isAnswered(word)) ?? [];
    open[Math.floor(this.chance() * open.length)]?.controller.abort();
  }

  isAnswered(word: string) {
    return this.answered.some((pair) => (pair as string[])[0] === word);
  }

  draw() {
    const { bridge, mount } = this;
    const snapshot = this.server.arguments();
    this.#transmit(() => {
      if (this.mount === mount) bridge.receive(snapshot);
    });
  }

  async advance() {
    await tick();
    this.clock.advance(100);
    const due = this.#lines.filter(({ at }) => at <= this.clock.time);
    this.#lines = this.#lines.filter(({ at }) => at > this.clock.time);
    for (const { deliver } of due) deliver();
    await tick();
  }

  #transmit(deliver: () => void) {
    const copies = this.calm ? 1 : this.chance() < 0.3 ? 0 : this.chance() < 0.3 ? 2 : 1;
    const delay = () => (this.calm ? 0 : this.chance() * 5000);
    for (let copy = 0; copy < copies; copy++)
      this.#lines.push({ at: this.clock.time + delay(), deliver });
  }
}

describe('over a network that loses, repeats and reorders', () => {
  it.each(Array.from({ length: 24 }, (_, seed) => seed + 1))(
    'everything happens exactly once and in order (seed %i)',
    async (seed) => {
      const world = new World(seed);
      const { server, chance } = world;
      const remounts = seed % 2 === 0;
      const commands: number[] = [];
      for (let round = 0; round < 100; round++) {
        for (let n = 0; n < Math.floor(chance() * 3); n++) world.ask(`${round}.${n}`);
        if (chance() < 0.3) {
          commands.push(round);
          server.command(round);
        }
        if (chance() < 0.3) world.giveUpOne();
        if (remounts && chance() < 0.05) world.remount();
        world.bridge.setReady(chance() < 0.7);
        world.draw();
        await world.advance();
      }
      world.bridge.setReady(true);
      for (let round = 0; round < 400; round++) {
        world.draw();
        await world.advance();
        world.calm = round > 200;
      }
      server.command(100);
      for (let round = 0; round < 20; round++) {
        world.draw();
        await world.advance();
      }

      expect(world.executed).toEqual([...commands, 100]);
      for (const [mount, said] of world.said) {
        const handled = server.handled.filter((item) => item.mount === mount);
        expect(handled.map(({ id }) => id)).toEqual(handled.map((_, index) => index + 1));
        expect(handled.map(({ data }) => data.word)).toEqual(
          said.slice(0, handled.length).map(({ word }) => word),
        );
        if (mount === world.mount) expect(handled).toHaveLength(said.length);
        for (const { data } of handled) {
          const { cancelled, word } = said.find((item) => item.word === data.word) ?? {};
          if (data.cancelled) expect(cancelled).toBe(true);
          expect(world.isAnswered(data.word) && cancelled, word).toBe(false);
          if (mount === world.mount && !cancelled) expect(world.isAnswered(data.word)).toBe(true);
        }
      }
      expect(world.answered.every((pair) => new Set(pair as string[]).size === 1)).toBe(true);
      expect(new Set(world.answered.map(String)).size).toBe(world.answered.length);
      expect(server.outgoing, 'receipts have emptied the arguments').toEqual([]);
    },
  );
});

// @vitest-environment node
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { parseInbound } from './parse';
import { cancel, enqueue, send } from './outbox';
import { type Effect, receive, setReady, type Step } from './reducer';
import { initialState } from './state';

const FOLDER = join(import.meta.dirname, '../../../../tests/fixtures/bridge');

type Fixture = Record<string, unknown> & { lost?: boolean; repeated?: boolean };
type Transcript = { description: string; steps: Fixture[] };

/** Plays the browser's part of a transcript; see the README beside the fixtures. */
class Browser {
  state = initialState('', true);
  now = 0;
  remembered = new Map<string, number>();
  settled: unknown[] = [];
  executed: unknown[] = [];

  apply({ state, effects }: Step) {
    this.state = state;
    for (const effect of effects) this.record(effect);
  }

  record(effect: Effect) {
    if (effect.type === 'settle') this.settled.push({ id: effect.id, ...effect.answer });
    else if (effect.type === 'execute')
      this.executed.push({ name: effect.name, data: effect.data });
    else this.remembered.set(effect.session, effect.processed);
  }

  send() {
    const { state, batch } = send(this.state, this.now);
    this.state = state;
    return batch;
  }

  play({ lost = false, repeated = false, ...step }: Fixture) {
    if ('mount' in step) {
      this.state = initialState(String(step.mount), step.ready !== false);
    } else if ('ready' in step) {
      this.apply(setReady(this.state, true));
    } else if ('enqueue' in step) {
      const { type, data } = step.enqueue as { type: string; data: unknown };
      this.state = enqueue(this.state, { type, data, expectsReply: type !== 'event' });
    } else if ('cancel' in step) {
      this.state = cancel(this.state, Number(step.cancel));
    } else if ('wait' in step) {
      // Whoever waits has said everything before.
      expect(this.send()).toBeNull();
      this.now += Number(step.wait);
    } else if ('value' in step && !repeated) {
      expect(this.send()).toEqual(step.value);
    } else if ('quiet' in step) {
      expect(this.send()).toBeNull();
    } else if ('arguments' in step && !lost) {
      const inbound = parseInbound(step.arguments);
      if (!inbound) throw new Error('The arguments cannot be read.');
      this.apply(receive(this.state, inbound, this.remembered.get(inbound.session) ?? 0));
    } else if ('settled' in step) {
      expect(this.settled.splice(0)).toEqual(step.settled);
    } else if ('executed' in step) {
      expect(this.executed.splice(0)).toEqual(step.executed);
    }
  }
}

describe.each(readdirSync(FOLDER).filter((name) => name.endsWith('.json')))('%s', (name) => {
  const { description, steps } = JSON.parse(readFileSync(join(FOLDER, name), 'utf8')) as Transcript;

  it(description, () => {
    const browser = new Browser();
    steps.forEach((step, index) => {
      try {
        browser.play(step);
      } catch (error) {
        throw new Error(`step ${index}: ${JSON.stringify(step)}`, { cause: error });
      }
    });
    expect(browser.settled).toEqual([]);
    expect(browser.executed).toEqual([]);
  });
});

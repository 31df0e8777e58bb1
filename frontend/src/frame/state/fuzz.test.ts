// @vitest-environment node
import { describe, expect, it } from 'vitest';

import { seeded } from '../../shared/testing/seeded';
import { parseRunEvent } from '../api/runEvents';
import { goldenEvents } from '../api/testing/golden';
import { messagesFromHistory } from './history';
import { hostEvents } from './hostEvents';
import { EMPTY_THREAD } from './reducer';
import { answers, apply, ended, started } from './testing';

const SEEDS = Array.from({ length: 40 }, (_, index) => index + 1);

const STREAMS = [
  'client-effect.sse',
  'client-tool-interrupt.sse',
  'client-tool-resume.sse',
  'error.sse',
  'follow-up-steer.sse',
  'hitl-interrupt.sse',
  'on-error.sse',
  'plain-text.sse',
  'reasoning-and-tools.sse',
  'title.sse',
  'widget.sse',
];

const WORDS = [
  'message',
  'event',
  'text',
  'reasoning',
  'component',
  'on_message_start',
  'on_interrupt',
];
const KEYS = [
  'type',
  'event',
  'data',
  'id',
  'text',
  'content',
  'tasks',
  'status',
  'error',
  'title',
  'role',
];

function randomValue(random: () => number, depth = 0): unknown {
  const pick = <T>(list: readonly T[]) => list[Math.floor(random() * list.length)] as T;
  const kind = Math.floor(random() * (depth > 3 ? 5 : 7));
  if (kind === 0) return null;
  if (kind === 1) return random() < 0.5;
  if (kind === 2) return Math.floor(random() * 100);
  if (kind === 3 || kind === 4) return pick(WORDS);
  const size = Math.floor(random() * 4);
  const items = Array.from({ length: size }, () => randomValue(random, depth + 1));
  return kind === 5 ? items : Object.fromEntries(items.map((item) => [pick(KEYS), item]));
}

describe.each(SEEDS)('seed %i', (seed) => {
  it('survives events in any order, lost and repeated', async () => {
    const random = seeded(seed);
    const events = (await Promise.all(STREAMS.map(goldenEvents))).flat();
    const shuffled = events
      .flatMap((event) => (random() < 0.2 ? [] : random() < 0.2 ? [event, event] : [event]))
      .map((event) => ({ event, order: random() }))
      .sort((a, b) => a.order - b.order)
      .map(({ event }) => event);
    for (const start of [started(), EMPTY_THREAD]) {
      const state = ended(apply(start, shuffled));
      expect(state.running).toBe(false);
      for (const { status, parts } of answers(state)) {
        expect(['done', 'stopped', 'failed']).toContain(status);
        const open = parts.filter((part) => part.type === 'step' && part.status === 'running');
        expect(open).toEqual([]);
        expect(new Set(parts.map((part) => `${part.type} ${part.id}`)).size).toBe(parts.length);
      }
    }
  });

  it('survives events of any shape', () => {
    const random = seeded(seed);
    const value = () => randomValue(random);
    const wire = Array.from({ length: 60 }, () => {
      const name = ['on_message_start', 'on_message_end', 'on_interrupt', 'on_conversation_end'];
      const envelopes = [
        value(),
        { type: 'message', data: value() },
        { type: 'message', data: { type: 'component', id: 'c', data: value() } },
        { type: 'event', event: name[Math.floor(random() * name.length)], data: value() },
      ];
      return JSON.stringify(envelopes[Math.floor(random() * envelopes.length)]);
    });
    const events = wire.map((data) => parseRunEvent({ data }));
    expect(ended(apply(started(), events)).running).toBe(false);
    const context = { threadId: null, runId: null };
    for (const { name } of events.flatMap((event) => hostEvents(event, context))) {
      expect(name).not.toBe('');
    }
    expect(Array.isArray(messagesFromHistory([value(), value(), value()], 'running'))).toBe(true);
  });
});

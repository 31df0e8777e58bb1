// @vitest-environment node
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { parseRunEvent } from '../api/runEvents';
import { goldenEvents, goldenText } from '../api/testing/golden';
import { parseComposerValue, parseSendUserMessage } from '../protocol/commands';
import { IntegrationError } from '../protocol/errors';
import { parseEntities } from '../protocol/entities';
import { parseFiles } from '../protocol/files';
import { parseInterrupt } from '../protocol/interrupts';
import { parseOptions } from '../protocol/options';
import { parseReferences } from '../protocol/references';
import { messagesFromHistory } from './history';
import { hostEvents } from './hostEvents';
import { EMPTY_THREAD, reduceThread } from './reducer';
import { answers, apply, ended, started, textOf } from './testing';
import type { Message, ThreadState } from './types';

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
  'request-user-input.sse',
  'stream-error-plain.sse',
  'stream-error.sse',
  'title.sse',
  'widget-messages-later.sse',
  'widget.sse',
];

const recorded = await Promise.all(STREAMS.map(goldenEvents));
const wire = STREAMS.flatMap((name) =>
  [...goldenText(name).matchAll(/^data: (\{.*\})$/gm)].map(([, data]) => data ?? ''),
);

const WORDS = [
  'message event text reasoning component on_message_start on_message_end on_interrupt',
  'on_conversation_end on_client_effect on_chat_event Tool Computer Dashboard Widget running',
  'web_search tasks files program Card Column constructor __proto__ ai human',
].flatMap((line) => line.split(' '));
const KEYS = [
  'type event data id text content tasks interrupts value status error title message role category',
  'tool input output widgets config componentTree properties children child dataModel path key',
  'created_date end_date name args clientToolCalls actionRequests reviewConfigs constructor __proto__',
].flatMap((line) => line.split(' '));

/** Values that look like those of the wire, without being any. */
const anything = fc.oneof(
  fc.jsonValue(),
  fc.object({
    key: fc.constantFrom(...KEYS),
    values: [fc.constantFrom(...WORDS), fc.integer(), fc.boolean(), fc.constant(null)],
    maxDepth: 5,
    withNullPrototype: false,
  }),
);

/** A recorded event in which something is missing, new or of another type. */
const damaged = fc
  .record({
    text: fc.constantFrom(...wire),
    at: fc.nat(),
    by: fc.option(anything, { nil: undefined }),
  })
  .map(({ text, at, by }) => {
    const root: Record<string, unknown> = { wire: JSON.parse(text) as unknown };
    const places: [holder: Record<string, unknown>, key: string][] = [];
    const visit = (value: unknown) => {
      if (typeof value !== 'object' || value === null) return;
      for (const key of Object.keys(value)) {
        const holder = value as Record<string, unknown>;
        places.push([holder, key]);
        visit(holder[key]);
      }
    };
    visit(root);
    const [holder, key] = places[at % places.length] ?? [root, 'wire'];
    holder[key] = by;
    return JSON.stringify(root.wire ?? null);
  });

const context = { threadId: 't', runId: 'r' };

/** What holds for every transcript, whatever was received. */
function expectSound(state: ThreadState) {
  expect(state.running).toBe(false);
  for (const { status, parts } of answers(state)) {
    expect(['done', 'stopped', 'failed']).toContain(status);
    expect(parts.filter((part) => part.type === 'step' && part.status === 'running')).toEqual([]);
    expect(new Set(parts.map((part) => `${part.type} ${part.id}`)).size).toBe(parts.length);
  }
  const ids = state.messages.map(({ id }: Message) => id);
  expect(new Set(ids).size).toBe(ids.length);
  expect(state.messages[0]).toEqual(started().messages[0]);
}

describe('a transcript survives', () => {
  it('events that are lost, repeated and in any order', () => {
    const events = recorded.flat();
    const some = fc.array(fc.constantFrom(...events), { maxLength: 120 });
    fc.assert(
      fc.property(some, (shuffled) => {
        expectSound(ended(apply(started(), shuffled)));
        expect(ended(apply(EMPTY_THREAD, shuffled)).running).toBe(false);
      }),
    );
  });

  it.each(STREAMS)('%s cut off anywhere, and shows what came', (name) => {
    const events = recorded[STREAMS.indexOf(name)] ?? [];
    const whole = answers(apply(started(), events)).map(({ parts }) => textOf(parts));
    for (let length = 0; length <= events.length; length += 1) {
      const cut = ended(apply(started(), events.slice(0, length)));
      expectSound(cut);
      answers(cut).forEach(({ parts }, at) => {
        expect(whole[at] ?? '').toContain(textOf(parts));
      });
    }
  });

  it.each(STREAMS)('%s being replayed from anywhere', (name) => {
    const events = recorded[STREAMS.indexOf(name)] ?? [];
    const once = apply(started(), events);
    for (let length = 0; length <= events.length; length += 1) {
      const cut = reduceThread(apply(started(), events.slice(0, length)), { type: 'run.replayed' });
      expect(apply(cut, events)).toEqual(once);
    }
  });

  it('events with fields that are missing, new or of another type', () => {
    fc.assert(
      fc.property(fc.array(damaged, { maxLength: 30 }), (texts) => {
        const events = texts.map((data) => parseRunEvent({ data }));
        expectSound(ended(apply(started(), events)));
        for (const event of events) hostEvents(event, context);
      }),
    );
  });

  it('anything at all on the wire', () => {
    const envelope = fc.oneof(
      anything,
      fc.record({ type: fc.constant('message'), data: anything }),
      fc.record({
        type: fc.constant('message'),
        data: fc.record({ type: fc.constant('component'), id: fc.constant('c'), data: anything }),
      }),
      fc.record({ type: fc.constant('event'), event: fc.constantFrom(...WORDS), data: anything }),
    );
    fc.assert(
      fc.property(fc.array(envelope, { maxLength: 40 }), (envelopes) => {
        const events = envelopes.map((data) => parseRunEvent({ data: JSON.stringify(data) }));
        expectSound(ended(apply(started(), events)));
        for (const { name } of events.flatMap((event) => hostEvents(event, context))) {
          expect(name).not.toBe('');
        }
      }),
    );
  });
});

/** Reads it, or lets the host know what is wrong with it. */
function unlessRefused(read: (raw: unknown) => unknown) {
  return (raw: unknown) => {
    try {
      read(raw);
    } catch (error) {
      expect(error).toBeInstanceOf(IntegrationError);
    }
  };
}

describe('anything at all is read without a failure', () => {
  it.each<[string, (raw: unknown) => unknown]>([
    ['a stored message', (raw) => messagesFromHistory([raw, raw], 'running')],
    ['a stored answer', (raw) => messagesFromHistory([{ role: 'ai', content: raw }], 'idle')],
    ['options', parseOptions],
    ['an interrupt', parseInterrupt],
    ['files', parseFiles],
    ['references', parseReferences],
    ['entities', parseEntities],
    ['a message of the host', unlessRefused(parseSendUserMessage)],
    ['a value for the composer', parseComposerValue],
  ])('as %s', (_, read) => {
    fc.assert(
      fc.property(anything, (raw) => {
        read(raw);
      }),
    );
  });
});

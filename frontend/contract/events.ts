import type { EventSourceMessage } from 'eventsource-parser';

import { goldenEvents } from './golden';
import { isRecord, parseJson, textOrEmpty, type JsonRecord } from './json';
import { deviations, learnShape, type Shape } from './shape';
import { vary } from './vary';

/** An event of a run: `kind` is the name of the event or the type of the message's part. */
export type RunEvent = { id: string; kind: string; data: JsonRecord };

/** The contract says in words that a step is changed by any of its fields. */
const STEP: JsonRecord = { type: 'message', data: { id: '', type: 'component', data: {} } };

const shapes = learnEvents();

/** Reads an event strictly: framing, envelope, and the data as the recorded streams show it. */
export function parseEvent({ id, event, data }: EventSourceMessage): RunEvent {
  const envelope = parseJson(data);
  if (id === undefined || !/^\d+-\d+$/.test(id)) throw new Error(`Not an event's id: ${id}`);
  if (!isRecord(envelope)) throw new Error(`Not an envelope: ${data}`);
  const kind = kindOf(envelope);
  if (event !== (kind === 'complete' ? 'complete' : undefined)) {
    throw new Error(`${kind} has the event line ${event}`);
  }
  const shape = shapes.get(kind);
  if (shape === undefined) throw new Error(`The contract knows no ${kind}: ${data}`);
  const found = deviations(shape, envelope, kind);
  if (found.length > 0) throw new Error(`${found.join('\n')}\n${data}`);
  return { id, kind, data: isRecord(envelope.data) ? envelope.data : {} };
}

function kindOf(envelope: JsonRecord): string {
  const { type, event, data } = envelope;
  if (type === 'complete') return 'complete';
  if (type === 'event' && event === 'on_chat_event' && isRecord(data)) {
    return `on_chat_event ${textOrEmpty(data.type)}`;
  }
  if (type === 'event') return textOrEmpty(event);
  if (type === 'message' && isRecord(data)) {
    const component = isRecord(data.data) && data.data.type === 'Widget' ? 'widget' : null;
    return component ?? textOrEmpty(data.type);
  }
  throw new Error(`Not an envelope: ${JSON.stringify(envelope)}`);
}

function learnEvents(): Map<string, Shape> {
  const samples = new Map<string, JsonRecord[]>();
  for (const envelope of [...goldenEvents(), STEP]) {
    const kind = kindOf(envelope);
    const variants = kind === 'widget' ? { 'data.data.executionId': undefined } : {};
    samples.set(kind, [...(samples.get(kind) ?? []), ...vary(envelope, variants)]);
  }
  return new Map([...samples].map(([kind, seen]) => [kind, learnShape(seen)]));
}

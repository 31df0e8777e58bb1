import type { Message } from '../../state/types';
import { answerText } from '../parts';

/** The rows from `start` up to, but not including, `end`. */
export type Span = { readonly start: number; readonly end: number };

/** What of the viewport is seen, in px from the top of the first row. */
export type View = { top: number; bottom: number };

/** What stands in the list: a row, or the room of rows that are out of sight. */
export type Segment =
  { type: 'row'; index: number } | { type: 'gap'; before: number; height: number };

const LINE = 26;
const LINE_LENGTH = 72;
const AROUND = 90;

/** About how high a message is that was never drawn. */
export function estimatedHeight(message: Message): number {
  const text = message.role === 'user' ? message.text : answerText(message);
  const lines = text.length / LINE_LENGTH + (text.match(/\n/g)?.length ?? 0) / 2;
  return Math.round(AROUND + LINE * Math.ceil(lines));
}

/** Where each row begins, in px; one more entry says where the last one ends. */
export function rowTops(count: number, height: (index: number) => number): Float64Array {
  const tops = new Float64Array(count + 1);
  for (let index = 0; index < count; index += 1) {
    tops[index + 1] = (tops[index] ?? 0) + height(index);
  }
  return tops;
}

/** The row at a distance from the top; the first or the last one beyond the ends. */
export function rowAt(tops: Float64Array, y: number): number {
  let low = 0;
  let high = tops.length - 2;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((tops[middle] ?? 0) <= y) low = middle;
    else high = middle - 1;
  }
  return Math.max(low, 0);
}

/**
 * The rows to draw for a view: those within `margin` of it. Rows that are drawn stay until they
 * are twice as far away, so that one row at a time comes and goes while the reader scrolls.
 */
export function nextSpan(current: Span, tops: Float64Array, view: View, margin: number): Span {
  const near = spanOf(tops, view, margin);
  const far = spanOf(tops, view, 2 * margin);
  if (current.end <= far.start || current.start >= far.end) return near;
  const start = Math.min(Math.max(current.start, far.start), near.start);
  const end = Math.max(Math.min(current.end, far.end), near.end);
  return start === current.start && end === current.end ? current : { start, end };
}

function spanOf(tops: Float64Array, { top, bottom }: View, margin: number): Span {
  const count = tops.length - 1;
  if (count === 0) return { start: 0, end: 0 };
  return { start: rowAt(tops, top - margin), end: rowAt(tops, bottom + margin) + 1 };
}

/** The rows at the end that fill a height. */
export function lastRows(messages: readonly Message[], height: number): Span {
  let start = messages.length;
  for (let room = height; room > 0 && start > 0; start -= 1) {
    const message = messages[start - 1];
    if (message !== undefined) room -= estimatedHeight(message);
  }
  return { start, end: messages.length };
}

/**
 * The same rows after messages came or went: `shift` messages more are before them now. Who saw the
 * last row sees what was added behind it.
 */
export function movedSpan(span: Span, before: number, now: number, shift: number): Span {
  const end = span.end === before ? now : Math.min(span.end + shift, now);
  return { start: Math.min(span.start + shift, end), end };
}

/** Rows of the span and those that are kept, with gaps for all the others. */
export function segmentsOf(span: Span, kept: readonly number[], tops: Float64Array): Segment[] {
  const count = tops.length - 1;
  const before = kept.filter((index) => index < span.start);
  const behind = kept.filter((index) => index >= span.end && index < count);
  const drawn = Array.from({ length: span.end - span.start }, (_, at) => span.start + at);
  const segments: Segment[] = [];
  let next = 0;
  const gapBefore = (index: number) => {
    const height = (tops[index] ?? 0) - (tops[next] ?? 0);
    if (index > next) segments.push({ type: 'gap', before: index, height });
  };
  for (const index of [...before, ...drawn, ...behind]) {
    gapBefore(index);
    segments.push({ type: 'row', index });
    next = index + 1;
  }
  gapBefore(count);
  return segments;
}

// @vitest-environment node
import { describe, expect, it } from 'vitest';

import type { Message } from '../../state/types';
import {
  estimatedHeight,
  lastRows,
  movedSpan,
  nextSpan,
  rowAt,
  rowTops,
  segmentsOf,
} from './windowing';

const message = (id: number, text = 'Hello'): Message => ({
  role: 'user',
  id: `m${id}`,
  text,
  createdAt: 0,
});
const messages = Array.from({ length: 100 }, (_, id) => message(id));
/** A hundred rows of 100 px. */
const tops = rowTops(100, () => 100);

it('finds the row at a height, also beyond the ends', () => {
  const uneven = rowTops(3, (index) => [50, 0, 70][index] ?? 0);
  expect([...uneven]).toEqual([0, 50, 50, 120]);
  expect([-5, 0, 49, 50, 119, 500].map((y) => rowAt(uneven, y))).toEqual([0, 0, 0, 2, 2, 2]);
  expect(
    rowAt(
      rowTops(0, () => 1),
      10,
    ),
  ).toBe(0);
});

it('guesses that long texts are higher', () => {
  expect(estimatedHeight(message(1, 'word '.repeat(200)))).toBeGreaterThan(
    2 * estimatedHeight(message(1)),
  );
});

describe('the rows that are drawn', () => {
  const view = { top: 5000, bottom: 5400 };

  it('are those in sight and some around them', () => {
    expect(nextSpan({ start: 0, end: 5 }, tops, view, 500)).toEqual({ start: 45, end: 60 });
  });

  it('stay when they are only a little too far away', () => {
    expect(nextSpan({ start: 42, end: 63 }, tops, view, 500)).toEqual({ start: 42, end: 63 });
    expect(nextSpan({ start: 20, end: 90 }, tops, view, 500)).toEqual({ start: 40, end: 65 });
  });

  it('come one by one, and none is drawn again for nothing', () => {
    const span = { start: 45, end: 60 };
    expect(nextSpan(span, tops, view, 500)).toBe(span);
    expect(nextSpan(span, tops, { top: 4990, bottom: 5390 }, 500)).toEqual({ start: 44, end: 60 });
  });

  it('are the last ones of a list that was never seen', () => {
    const span = lastRows(messages, 1000);
    expect(span.end).toBe(100);
    expect(100 - span.start).toBe(Math.ceil(1000 / estimatedHeight(message(1))));
    expect(lastRows([], 1000)).toEqual({ start: 0, end: 0 });
  });

  it('stay the same when older messages come before them', () => {
    expect(movedSpan({ start: 3, end: 9 }, 20, 70, 50)).toEqual({ start: 53, end: 59 });
  });

  it('include what is added behind the last one only when that was among them', () => {
    expect(movedSpan({ start: 3, end: 20 }, 20, 22, 0)).toEqual({ start: 3, end: 22 });
    expect(movedSpan({ start: 3, end: 9 }, 20, 22, 0)).toEqual({ start: 3, end: 9 });
    expect(movedSpan({ start: 15, end: 19 }, 20, 10, 0)).toEqual({ start: 10, end: 10 });
  });
});

describe('segments', () => {
  const drawn = (span: { start: number; end: number }, kept: number[] = []) =>
    segmentsOf(span, kept, tops).map((segment) =>
      segment.type === 'row' ? segment.index : `${segment.height}px`,
    );

  it('leave as much room as the rows that are not drawn', () => {
    expect(drawn({ start: 40, end: 43 })).toEqual(['4000px', 40, 41, 42, '5700px']);
    expect(drawn({ start: 0, end: 1 })).toEqual([0, '9900px']);
  });

  it('keep rows out of sight in their order, and each once', () => {
    expect(drawn({ start: 40, end: 42 }, [2, 3, 41, 99])).toEqual([
      '200px',
      2,
      3,
      '3600px',
      40,
      41,
      '5700px',
      99,
    ]);
  });

  it('know no row that is gone', () => {
    expect(drawn({ start: 98, end: 100 }, [100])).toEqual(['9800px', 98, 99]);
  });
});

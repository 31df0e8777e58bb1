// @vitest-environment node
import { describe, expect, it } from 'vitest';

import { nextAnnouncement } from './announcement';
import { needsProgress, sections } from './parts';
import { assistant, reasoning, step, text } from './testing';
import { isLoopback } from './useOnline';
import { isNearEnd, scrolledUp } from './useStickToBottom';

describe('sections', () => {
  it('joins neighbouring reasoning and steps and leaves out what is empty or unknown', () => {
    const parts = [
      reasoning('a'),
      { type: 'unknown', id: 'x', raw: null } as const,
      step({ id: 's1' }),
      { ...text('  '), id: 'blank' },
      step({ id: 's2' }),
      text('answer'),
      step({ id: 's3' }),
    ];
    expect(
      sections(parts).map((s) => (s.type === 'timeline' ? s.items.map((i) => i.id) : s.id)),
    ).toEqual([['reasoning', 's1', 's2'], 'text', ['s3']]);
  });
});

describe('needsProgress', () => {
  const streaming = (...parts: Parameters<typeof assistant>[1]) =>
    needsProgress(assistant('a', parts, { status: 'streaming' }));

  it('is there while nothing else shows that the answer goes on', () => {
    expect(streaming()).toBe(true);
    expect(streaming(step())).toBe(true);
    expect(streaming(reasoning('x', { endedAt: 1 }))).toBe(true);
    expect(streaming(step({ status: 'running' }))).toBe(false);
    expect(streaming(reasoning('x'))).toBe(false);
    expect(streaming(text('x'))).toBe(false);
    expect(needsProgress(assistant('a', []))).toBe(false);
  });
});

describe('nextAnnouncement', () => {
  it('waits for the end of a sentence', () => {
    expect(nextAnnouncement('It is 3.5', 0, false)).toEqual({ text: '', upTo: 0 });
    expect(nextAnnouncement('First. Second', 0, false)).toEqual({ text: 'First.', upTo: 6 });
    expect(nextAnnouncement('First. Second', 6, true)).toEqual({ text: 'Second', upTo: 13 });
    expect(nextAnnouncement('第一句。第二', 0, false)).toEqual({ text: '第一句。', upTo: 4 });
  });

  it('reads links by their text and no marks', () => {
    const { text: said } = nextAnnouncement('See [**docs**](https://x.example/a) and `x`', 0, true);
    expect(said).toBe('See docs and x');
  });
});

describe('scrolledUp', () => {
  const at = { top: 500, height: 1000, client: 400 };

  it('is the reader, not the browser clamping', () => {
    expect(scrolledUp(at, { ...at, top: 450 })).toBe(true);
    expect(scrolledUp(at, { ...at, top: 450, height: 1100 })).toBe(true);
    expect(scrolledUp(at, { ...at, top: 450, height: 900 })).toBe(false);
    expect(scrolledUp(at, { ...at, top: 450, client: 450 })).toBe(false);
    expect(scrolledUp(at, { ...at, top: 520 })).toBe(false);
  });

  it('knows the end', () => {
    expect(isNearEnd({ ...at, top: 590 })).toBe(true);
    expect(isNearEnd(at)).toBe(false);
  });
});

describe('isLoopback', () => {
  it.each(['localhost', 'app.localhost', '127.0.0.1', '127.1.2.3', '[::1]'])('%s is', (host) => {
    expect(isLoopback(host)).toBe(true);
  });

  it.each(['localhost.example', '127.0.0.1.example', '10.0.0.1', 'app.example'])(
    '%s is not',
    (host) => {
      expect(isLoopback(host)).toBe(false);
    },
  );
});

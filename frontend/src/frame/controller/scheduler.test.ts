import { beforeEach, afterEach, expect, it, vi } from 'vitest';

import { createCommits } from './commits';
import { newId } from './newId';
import { browserScheduler } from './scheduler';

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

it('paints with the next animation frame, once', () => {
  const callback = vi.fn();
  browserScheduler(window).onNextFrame(callback);
  vi.advanceTimersToNextFrame();
  expect(callback).toHaveBeenCalledTimes(1);
  vi.advanceTimersByTime(1_000);
  expect(callback).toHaveBeenCalledTimes(1);
});

it('goes on while the tab is hidden and no frame comes', () => {
  vi.spyOn(window, 'requestAnimationFrame').mockReturnValue(1);
  const callback = vi.fn();
  browserScheduler(window).onNextFrame(callback);
  vi.advanceTimersByTime(1_000);
  expect(callback).toHaveBeenCalledTimes(1);
});

it('sleeps until the time is over or the signal is aborted', async () => {
  const scheduler = browserScheduler(window);
  const woken = vi.fn();
  void scheduler.sleep(500, new AbortController().signal).then(woken);
  const controller = new AbortController();
  const aborted = scheduler.sleep(60_000, controller.signal);
  controller.abort();
  await aborted;
  expect(woken).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(500);
  expect(woken).toHaveBeenCalledTimes(1);
  await scheduler.sleep(60_000, AbortSignal.abort());
});

it('tells subscribers nothing when nothing changed', () => {
  const frames: (() => void)[] = [];
  const commits = createCommits({ count: 0 }, (commit) => frames.push(commit));
  const listener = vi.fn();
  const unsubscribe = commits.subscribe(listener);
  const initial = commits.committed();
  commits.update((value) => value);
  expect(frames).toHaveLength(0);
  commits.update(() => ({ count: 1 }));
  commits.update(() => initial);
  frames.splice(0).forEach((commit) => {
    commit();
  });
  expect(listener).not.toHaveBeenCalled();
  commits.update(() => ({ count: 2 }));
  unsubscribe();
  frames.splice(0).forEach((commit) => {
    commit();
  });
  expect(commits.committed()).toEqual({ count: 2 });
  expect(listener).not.toHaveBeenCalled();
});

it('makes UUIDs that differ', () => {
  const ids = new Set(Array.from({ length: 100 }, newId));
  expect(ids.size).toBe(100);
  for (const id of ids) {
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  }
});

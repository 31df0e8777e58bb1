// @vitest-environment node
import { describe, expect, it } from 'vitest';

import { memoryStorage } from './bridge/testing';
import { initialThread, keepThread } from './openThread';

const args = { identity: '4be1', persist: 'session', options: {} } as const;

describe('the open thread', () => {
  it('is kept for the chat and the user that it belongs to', () => {
    const storage = memoryStorage();
    expect(initialThread(args, storage)).toBeNull();
    keepThread(args, storage, 't1');
    expect(initialThread(args, storage)).toBe('t1');
    expect(initialThread({ ...args, identity: 'other' }, storage)).toBeNull();
    keepThread(args, storage, null);
    expect(initialThread(args, storage)).toBeNull();
  });

  it('is what Python names, when it names one', () => {
    const storage = memoryStorage();
    keepThread(args, storage, 't1');
    expect(initialThread({ ...args, options: { initialThread: 't2' } }, storage)).toBe('t2');
    expect(initialThread({ ...args, options: { initialThread: null } }, storage)).toBeNull();
  });

  it.each([
    { ...args, persist: null },
    { ...args, persist: 'url' as const },
    { ...args, identity: null },
  ])('is not kept with %j', (other) => {
    const storage = memoryStorage();
    keepThread(args, storage, 't0');
    keepThread(other, storage, 't1');
    expect(initialThread(other, storage)).toBeNull();
    expect(initialThread(args, storage)).toBe('t0');
  });
});

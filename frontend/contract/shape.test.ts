import { describe, expect, test } from 'vitest';

import { deviations, learnShape } from './shape';

describe('a shape learned from two records', () => {
  const shape = learnShape([
    { id: 'a', size: 1, tags: ['x'], args: { city: 'Berlin' } },
    { id: 'b', note: null, tags: [], args: {} },
  ]);

  test.each([
    { id: 'c', tags: [], args: {} },
    { id: 'c', size: 2, note: null, tags: ['y', 'z'], args: { anything: [1] } },
  ])('fits %o', (value) => {
    expect(deviations(shape, value)).toEqual([]);
  });

  test.each([
    [{ tags: [], args: {} }, '$.id is missing'],
    [{ id: 1, tags: [], args: {} }, '$.id is number, not string'],
    [{ id: 'c', tags: [1], args: {} }, '$.tags[0] is number, not string'],
    [{ id: 'c', tags: [], args: [] }, '$.args is list, not record'],
    [{ id: 'c', note: 'n', tags: [], args: {} }, '$.note is string, not null'],
    [{ id: 'c', tags: [], args: {}, more: 1 }, '$.more is not in the contract'],
    [null, '$ is null, not record'],
  ])('refuses %o', (value, problem) => {
    expect(deviations(shape, value)).toEqual([problem]);
  });
});

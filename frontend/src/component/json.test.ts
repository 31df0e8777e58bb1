// @vitest-environment node
import { expect, it } from 'vitest';

import { deepEqual } from './json';

it.each([
  [{ a: 1, b: [{ c: null }] }, { b: [{ c: null }], a: 1 }, true],
  [{ a: undefined }, {}, true],
  [{ a: null }, {}, false],
  [[1, 2], [2, 1], false],
  [[1], { 0: 1 }, false],
  ['1', 1, false],
  [Number.NaN, Number.NaN, true],
])('deepEqual(%j, %j) is %s', (a, b, equal) => {
  expect(deepEqual(a, b)).toBe(equal);
  expect(deepEqual(b, a)).toBe(equal);
});

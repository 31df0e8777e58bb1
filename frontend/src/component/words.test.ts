import { describe, expect, it } from 'vitest';

import { wordsOf } from './words';

describe('wordsOf', () => {
  it.each([
    ['zh-CN', '批准'],
    ['zh-Hans', '批准'],
    ['zh', '批准'],
    ['en-US', 'Approve'],
    ['fr', 'Approve'],
    [undefined, 'Approve'],
  ])('%s', (locale, approve) => {
    expect(wordsOf(locale).approval.approve).toBe(approve);
  });
});

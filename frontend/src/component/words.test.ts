import { describe, expect, it } from 'vitest';

import { wordsOf } from './words';

describe('wordsOf', () => {
  it.each([
    ['zh-CN', '批准'],
    ['zh-Hans', '批准'],
    ['zh', '批准'],
    ['en-US', 'Approve'],
    ['zh-TW', '核准'],
    ['ja-JP', '承認'],
    ['ko', '승인'],
    ['de-AT', 'Freigeben'],
    ['fr', 'Approuver'],
    ['es-MX', 'Aprobar'],
    ['pt-BR', 'Aprovar'],
    ['it', 'Approve'],
    ['not a tag', 'Approve'],
    [undefined, 'Approve'],
  ])('%s', (locale, approve) => {
    expect(wordsOf(locale).approval.approve).toBe(approve);
  });
});

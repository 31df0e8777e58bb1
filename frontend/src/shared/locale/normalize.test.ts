// @vitest-environment node
import { describe, expect, it } from 'vitest';

import { normalizeLocale } from './normalize';

describe('normalizeLocale', () => {
  it.each([
    ['zh-CN', 'zh-Hans'],
    ['zh', 'zh-Hans'],
    ['zh_Hans', 'zh-Hans'],
    ['zh-Hans-CN', 'zh-Hans'],
    ['zh-TW', 'zh-Hant'],
    ['zh-HK', 'zh-Hant'],
    ['en-US', 'en'],
    ['en_US', 'en'],
    ['en-GB', 'en-GB'],
    ['pt-br', 'pt-BR'],
    ['de-AT', 'de-AT'],
    ['not a tag', null],
    [null, null],
  ])('%s is %s', (tag, expected) => {
    expect(normalizeLocale(tag)).toBe(expected);
  });
});

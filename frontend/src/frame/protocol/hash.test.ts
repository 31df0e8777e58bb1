// @vitest-environment node
import { describe, expect, it } from 'vitest';

import { goldenJson } from '../api/testing/golden';
import { decodeHash, parseOrigin } from './hash';

const golden = goldenJson('frame-hash.json') as {
  hash: string;
  decoded: { options: Record<string, unknown>; referrer: string };
};

function encode(value: unknown): string {
  const bytes = new TextEncoder().encode(JSON.stringify(value));
  return `#${Buffer.from(bytes).toString('base64url')}`;
}

describe('decodeHash', () => {
  it('decodes what the element writes, including text outside of ASCII', () => {
    expect(decodeHash(golden.hash)).toEqual({
      ok: true,
      params: {
        options: golden.decoded.options,
        referrer: golden.decoded.referrer,
        channelId: null,
      },
    });
  });

  it('keeps the channel of later elements', () => {
    const decoded = decodeHash(
      encode({ options: {}, referrer: 'https://a.example', channelId: 'c-1' }),
    );
    expect(decoded).toMatchObject({ ok: true, params: { channelId: 'c-1' } });
  });

  it.each([
    ['no hash', ''],
    ['an empty hash', '#'],
    ['text that is not base64', '#not/a hash!'],
    ['bytes that are not UTF-8', `#${Buffer.from([0xff, 0xfe]).toString('base64url')}`],
    ['something other than an object', encode([1])],
    ['a payload without options', encode({ referrer: 'https://a.example' })],
  ])('gives a reason for %s', (_case, hash) => {
    const decoded = decodeHash(hash);
    expect(decoded.ok).toBe(false);
    expect(decoded.ok ? '' : decoded.reason).toMatch(/ChatKit options/);
  });
});

describe('parseOrigin', () => {
  it.each([
    ['https://host.example/page?x=1', 'https://host.example'],
    ['http://localhost:8080', 'http://localhost:8080'],
    ['null', null],
    ['about:blank', null],
    ['data:text/html,x', null],
    ['*', null],
    [undefined, null],
  ])('%s → %s', (address, origin) => {
    expect(parseOrigin(address)).toBe(origin);
  });
});

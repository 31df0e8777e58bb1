// @vitest-environment node
import { expect, it } from 'vitest';

import { isAllowedHost } from './mediaHosts';

it.each([
  ['https://cdn.example/a.png', 'cdn.example', true],
  ['https://cdn.example:8443/a.png', 'cdn.example', true],
  ['https://cdn.example:8443/a.png', 'cdn.example:8443', true],
  ['https://cdn.example/a.png', 'cdn.example:8443', false],
  ['https://a.b.cdn.example/a.png', '*.cdn.example', true],
  ['https://a.cdn.example:8443/a.png', '*.cdn.example:8443', true],
  ['https://a.cdn.example/a.png', '*.cdn.example:8443', false],
  ['https://cdn.example/a.png', '*.cdn.example', false],
  ['https://evilcdn.example/a.png', '*.cdn.example', false],
  ['https://cdn.example.evil.test/a.png', 'cdn.example', false],
  ['https://cdn.example@evil.test/a.png', 'cdn.example', false],
  ['https://CDN.example/a.png', 'cdn.example', true],
])('%s under %s: %s', (address, pattern, allowed) => {
  expect(isAllowedHost(new URL(address), [pattern])).toBe(allowed);
});

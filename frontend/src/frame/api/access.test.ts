// @vitest-environment node
import { describe, expect, it, vi } from 'vitest';

import { createProbe, type ProbeEnvironment } from './access';

const PAGE = 'https://app.example/component/chat/frame.html?chat=1#x';
const API = 'https://api.example:8443/api/ai';
const addresses = { page: 'https://app.example', api: 'https://api.example:8443' };

function setUp(environment: Partial<ProbeEnvironment> = {}) {
  const knock = vi.fn(() => Promise.resolve());
  return { knock, probe: createProbe({ knock, online: () => true, href: PAGE, ...environment }) };
}

const silent = () => Promise.reject(new TypeError('Failed to fetch'));

describe('an API that cannot be called', () => {
  it('is blocked when it answers a request that nobody may read', async () => {
    const { probe, knock } = setUp();
    expect(await probe(API)).toEqual({ blocked: true, ...addresses });
    expect(knock).toHaveBeenCalledExactlyOnceWith(API);
  });

  it('is unreachable when it does not answer that one either', async () => {
    expect(await setUp({ knock: silent }).probe(API)).toEqual({ blocked: false, ...addresses });
  });

  it('is blocked without asking when the page is encrypted and the API is not', async () => {
    const { probe, knock } = setUp();
    const api = 'http://api.example';
    expect(await probe(`${api}/api/ai`)).toEqual({ ...addresses, blocked: true, api });
    expect(knock).not.toHaveBeenCalled();
  });

  it('is asked when it is on the browser’s own machine', async () => {
    const { probe } = setUp({ knock: silent });
    for (const host of ['127.0.0.1:9', 'localhost:9', '[::1]:9']) {
      expect(await probe(`http://${host}/api/ai`)).toMatchObject({ blocked: false });
    }
  });

  it.each([
    ['the browser is offline', API, { online: () => false }],
    ['it is on the page’s own origin', 'https://app.example/xpertai/api/ai', {}],
    ['it is a path of the page’s own origin', '../../xpertai/api/ai', {}],
    ['its address is none', 'https://', {}],
  ])('has no problem with its address when %s', async (_, url, environment) => {
    const { probe, knock } = setUp(environment);
    expect(await probe(url)).toBeNull();
    expect(knock).not.toHaveBeenCalled();
  });
});

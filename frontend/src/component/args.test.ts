// @vitest-environment node
import { describe, expect, it } from 'vitest';

import { parseArgs } from './args';

const minimal = { session: 's1', options: { api: { apiUrl: 'http://localhost/api/ai' } } };

describe('parseArgs', () => {
  it('reads the arguments of docs/bridge.md', () => {
    const args = parseArgs({
      session: '9f0c',
      ack: { mount: 'c1d2', id: 7 },
      outgoing: [
        { seq: 7, type: 'command', name: 'sendUserMessage', data: { text: 'Hi' } },
        {
          seq: 6,
          type: 'reply',
          mount: 'c1d2',
          id: 7,
          error: { name: 'ToolError', message: 'No.' },
        },
        { seq: 5, type: 'reply', mount: 'c1d2', id: 6, value: {} },
      ],
      subscribe: ['thread.change', 'error'],
      secret: { version: 3, secret: 'cs-x-3', organizationId: null },
      tools: [
        { name: 'get_filters' },
        { name: 'send_invoice', confirm: 'Send invoice {number}?', timeout: 30 },
      ],
      callbacks: ['header.leftAction.onClick'],
      entities: [{ id: 'emea', title: 'EMEA' }],
      identity: '4be1',
      persist: 'session',
      options: { api: { apiUrl: 'http://localhost/api/ai', xpertId: 'x' }, locale: 'zh-CN' },
      theme: { mode: 'dark', streamlit: { baseRadius: '0.5rem' } },
      layout: 'floating',
      height: 480,
    });
    expect(args).toEqual({
      inbound: {
        session: '9f0c',
        ack: { mount: 'c1d2', id: 7 },
        outgoing: [
          { seq: 5, type: 'reply', mount: 'c1d2', id: 6, answer: { value: {} } },
          {
            seq: 6,
            type: 'reply',
            mount: 'c1d2',
            id: 7,
            answer: { error: { name: 'ToolError', message: 'No.' } },
          },
          { seq: 7, type: 'command', name: 'sendUserMessage', data: { text: 'Hi' } },
        ],
      },
      subscribe: new Set(['thread.change', 'error']),
      secret: { version: 3, secret: 'cs-x-3', organizationId: null },
      tools: new Map([
        ['get_filters', { timeout: 120_000 }],
        ['send_invoice', { confirm: 'Send invoice {number}?', timeout: 30_000 }],
      ]),
      callbacks: new Set(['header.leftAction.onClick']),
      entities: [{ id: 'emea', title: 'EMEA' }],
      identity: '4be1',
      persist: 'session',
      options: { api: { apiUrl: 'http://localhost/api/ai', xpertId: 'x' }, locale: 'zh-CN' },
      theme: { mode: 'dark', streamlit: { baseRadius: '0.5rem' } },
      layout: 'floating',
      height: 480,
    });
  });

  it('fills what is not said', () => {
    expect(parseArgs(minimal)).toEqual({
      inbound: { session: 's1', ack: null, outgoing: [] },
      subscribe: new Set(),
      secret: null,
      tools: new Map(),
      callbacks: new Set(),
      entities: null,
      identity: null,
      persist: null,
      options: minimal.options,
      theme: { mode: 'auto', streamlit: {} },
      layout: 'inline',
      height: 640,
    });
  });

  it('can be as tall as its container', () => {
    expect(parseArgs({ ...minimal, height: 'stretch' })?.height).toBe('stretch');
  });

  it('leaves out what it cannot use', () => {
    const odd = {
      tools: [{ name: 1 }, null, { name: 'slow', confirm: 7, timeout: -1 }],
      callbacks: [3, 'entities.onClick'],
      entities: [{ id: 'emea' }, 'noise', { id: 'apac', title: 'APAC' }],
      identity: 7,
      persist: 'cookie',
      layout: 'sideways',
      height: -1,
    };
    expect(parseArgs({ ...minimal, ...odd })).toMatchObject({
      tools: new Map([['slow', { timeout: 120_000 }]]),
      callbacks: new Set(['entities.onClick']),
      entities: [{ id: 'apac', title: 'APAC' }],
      identity: null,
      persist: null,
      layout: 'inline',
      height: 640,
    });
  });

  it('counts an item of a later protocol as processed', () => {
    const outgoing = [{ seq: 1, type: 'hologram' }, 'noise'];
    expect(parseArgs({ ...minimal, outgoing })?.inbound.outgoing).toEqual([
      { seq: 1, type: 'unknown' },
    ]);
  });

  it.each([
    null,
    'text',
    {},
    { session: 's1' },
    { session: 's1', options: {} },
    { ...minimal, session: 1 },
  ])('refuses %j', (raw) => {
    expect(parseArgs(raw)).toBeNull();
  });
});

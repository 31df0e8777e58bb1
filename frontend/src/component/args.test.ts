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
      tools: ['get_filters'],
      options: { api: { apiUrl: 'http://localhost/api/ai', xpertId: 'x' }, locale: 'zh-CN' },
      theme: { mode: 'dark', streamlit: { baseRadius: '0.5rem' } },
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
      hasTools: true,
      options: { api: { apiUrl: 'http://localhost/api/ai', xpertId: 'x' }, locale: 'zh-CN' },
      theme: { mode: 'dark', streamlit: { baseRadius: '0.5rem' } },
      height: 480,
    });
  });

  it('fills what is not said', () => {
    expect(parseArgs(minimal)).toEqual({
      inbound: { session: 's1', ack: null, outgoing: [] },
      subscribe: new Set(),
      secret: null,
      hasTools: false,
      options: minimal.options,
      theme: { mode: 'auto', streamlit: {} },
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

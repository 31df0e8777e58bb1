import { describe, expect, it } from 'vitest';

import { BridgeError } from './bridge';
import { processedStore } from './processed';
import { inbound, start, tick } from './testing';
import type { Outgoing } from './types';

describe('Bridge', () => {
  it('says nothing before the session is known, then everything at once', async () => {
    const { bridge, values } = start();
    bridge.emit('ready', null);
    bridge.emit('log', { n: 1 });
    await tick();
    expect(values).toEqual([]);
    bridge.receive(inbound(null));
    await tick();
    expect(values.map(({ messages }) => messages.map(({ id }) => id))).toEqual([[1, 2]]);
  });

  it('resends by itself until the batch is acknowledged, and then is still', async () => {
    const { bridge, clock, values } = start();
    bridge.receive(inbound(null));
    bridge.emit('ready', null);
    await tick();
    clock.advance(2999);
    expect(values).toHaveLength(1);
    clock.advance(1);
    clock.advance(3000);
    expect(values.map(({ attempt }) => attempt)).toEqual([0, 1, 2]);
    bridge.receive(inbound(1));
    await tick();
    clock.advance(60_000);
    expect(values).toHaveLength(3);
  });

  it('resolves and rejects requests', async () => {
    const { bridge } = start();
    const good = bridge.request('client_tool', {});
    const bad = bridge.request('client_tool', {});
    bridge.receive(
      inbound(2, [
        { seq: 1, type: 'reply', mount: 'm1', id: 1, answer: { value: 42 } },
        {
          seq: 2,
          type: 'reply',
          mount: 'm1',
          id: 2,
          answer: { error: { name: 'ToolError', message: 'No.' } },
        },
      ]),
    );
    await expect(good).resolves.toBe(42);
    await expect(bad).rejects.toEqual(new BridgeError('ToolError', 'No.'));
  });

  it('works where nothing can be kept', async () => {
    const { bridge, executed } = start({
      processed: processedStore({ load: () => null, save: () => undefined }),
    });
    bridge.setReady(true);
    const command: Outgoing = { seq: 1, type: 'command', name: 'focusComposer', data: {} };
    bridge.receive(inbound(null, [command]));
    bridge.receive(inbound(null, [command]));
    await tick();
    expect(executed).toEqual([['focusComposer', {}]]);
  });
});

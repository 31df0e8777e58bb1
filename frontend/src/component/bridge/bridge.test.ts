// @vitest-environment node
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

  it('tells when it goes unheard, not when a message was merely lost or hurried', async () => {
    const heard: number[] = [];
    const { bridge, clock, values } = start({ unheard: () => heard.push(clock.now()) });
    bridge.receive(inbound(null));
    const abort = new AbortController();
    const request = bridge.request('client_tool', {}, abort.signal);
    await tick();
    abort.abort(new Error('late'));
    await expect(request).rejects.toThrow('late');
    clock.advance(3000);
    expect(values.map(({ attempt }) => attempt)).toEqual([0, 1, 2]);
    expect(heard).toEqual([]);
    clock.advance(3000);
    clock.advance(3000);
    expect(heard).toEqual([6000, 9000]);
    bridge.receive(inbound(1));
    bridge.emit('ready', null);
    await tick();
    clock.advance(3000);
    expect(heard).toEqual([6000, 9000]);
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

  it('says what it processed when it has nothing else to say for a while, once', async () => {
    const { bridge, clock, values } = start();
    bridge.setReady(true);
    const command: Outgoing = { seq: 7, type: 'command', name: 'focusComposer', data: {} };
    bridge.receive(inbound(null, [command]));
    await tick();
    clock.advance(1499);
    expect(values).toEqual([]);
    clock.advance(1);
    expect(values).toEqual([{ session: 's1', mount: 'm1', attempt: 0, received: 7, messages: [] }]);
    bridge.receive(inbound(null, [command]));
    await tick();
    clock.advance(60_000);
    expect(values).toHaveLength(1);
  });

  it('cancels a request that Python does not have yet, at once and in its place', async () => {
    const { bridge, values } = start();
    bridge.receive(inbound(null));
    const controller = new AbortController();
    const request = bridge.request('client_tool', { name: 'a' }, controller.signal);
    await tick();
    controller.abort(new Error('Too late.'));
    await expect(request).rejects.toThrow('Too late.');
    await tick();
    expect(values.map(({ attempt, messages }) => [attempt, messages])).toEqual([
      [0, [{ id: 1, type: 'client_tool', data: { name: 'a' } }]],
      [1, [{ id: 1, type: 'client_tool', data: { name: 'a', cancelled: true } }]],
    ]);
  });

  it('drops the late reply of a cancelled request that Python has', async () => {
    const { bridge, values } = start();
    const controller = new AbortController();
    bridge.receive(inbound(null));
    const request = bridge.request('client_tool', {}, controller.signal);
    await tick();
    bridge.receive(inbound(1));
    controller.abort(new Error('Too late.'));
    bridge.receive(
      inbound(1, [{ seq: 1, type: 'reply', mount: 'm1', id: 1, answer: { value: 'late' } }]),
    );
    await expect(request).rejects.toThrow('Too late.');
    expect(values).toHaveLength(1);
  });

  it('says nothing of a request that was given up before it began', async () => {
    const { bridge, values } = start();
    bridge.receive(inbound(null));
    await expect(bridge.request('client_tool', {}, AbortSignal.abort())).rejects.toThrow();
    await tick();
    expect(values).toEqual([]);
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

// @vitest-environment node
import { describe, expect, it, vi } from 'vitest';

import { ManualClock, tick } from '../bridge/testing';
import { Approvals } from './approvals';
import { ClientTools, type ToolPorts } from './clientTools';

const call = { name: 'get_filters', params: { region: 'EMEA' }, id: 'call_1' };
const failed = { name: 'get_filters', tool_call_id: 'call_1', status: 'error' };

/** Answers like the bridge: never, unless told; rejects when it is aborted. */
const never: ToolPorts['ask'] = (_, signal) =>
  new Promise((_resolve, reject) => {
    signal.addEventListener('abort', () => {
      reject(signal.reason as Error);
    });
  });

function start(ask: ToolPorts['ask'], confirm?: string) {
  const clock = new ManualClock();
  const approvals = new Approvals();
  const settings = { timeout: 30_000, ...(confirm !== undefined && { confirm }) };
  const asked = vi.fn(ask);
  const tools = new ClientTools({
    tools: () => new Map([['get_filters', settings]]),
    thread: () => 't1',
    ask: asked,
    approve: (request, signal) => approvals.ask(request, signal),
    clock,
  });
  return { tools, clock, approvals, asked };
}

describe('ClientTools', () => {
  it('passes the call to Python and its result to the agent', async () => {
    const result = {
      content: { a: 1 },
      name: 'get_filters',
      tool_call_id: 'call_1',
      status: 'success',
    };
    const { tools, asked } = start(() => Promise.resolve(result));
    await expect(tools.call(call)).resolves.toEqual(result);
    expect(asked.mock.calls.map(([data]) => data)).toEqual([
      { name: 'get_filters', params: { region: 'EMEA' }, toolCallId: 'call_1', threadId: 't1' },
    ]);
  });

  it('prefers the id that the agent uses', async () => {
    const { tools, asked } = start(() => Promise.resolve({ content: '' }));
    await tools.call({ ...call, tool_call_id: 'call_2' });
    expect(asked.mock.calls[0]?.[0]).toMatchObject({ toolCallId: 'call_2' });
  });

  it('answers the agent with an error when Python cannot', async () => {
    const rejecting = start(() => Promise.reject(new Error('The app was restarted.')));
    await expect(rejecting.tools.call(call)).resolves.toEqual({
      ...failed,
      content: 'The app was restarted.',
    });
    const empty = start(() => Promise.resolve(null));
    await expect(empty.tools.call(call)).resolves.toEqual({
      ...failed,
      content: 'The app gave no result.',
    });
  });

  it('leaves a name that it does not know to Python', async () => {
    const { tools, asked } = start(() => Promise.resolve({ content: 'There is no such tool.' }));
    await expect(tools.call({ ...call, name: 'other' })).resolves.toMatchObject({
      content: 'There is no such tool.',
    });
    expect(asked).toHaveBeenCalledTimes(1);
  });

  it('refuses every call at once when the app has no tools', async () => {
    const ask = vi.fn(never);
    const tools = new ClientTools({
      tools: () => new Map(),
      thread: () => null,
      ask,
      approve: () => Promise.resolve(true),
      clock: new ManualClock(),
    });
    await expect(tools.call(call)).resolves.toEqual({
      ...failed,
      content: 'The app offers no client tools.',
    });
    expect(ask).not.toHaveBeenCalled();
  });

  it('tells the agent when time is up, and cancels the call', async () => {
    const { tools, clock, asked } = start(never);
    const answer = tools.call(call);
    await tick();
    clock.advance(29_999);
    expect(asked.mock.calls[0]?.[1].aborted).toBe(false);
    clock.advance(1);
    expect(asked.mock.calls[0]?.[1].aborted).toBe(true);
    await expect(answer).resolves.toEqual({
      ...failed,
      content: 'The app did not finish "get_filters" within 30 seconds.',
    });
  });

  it('runs a call once when it is asked for again while it runs', async () => {
    let reply: (value: unknown) => void = () => undefined;
    const { tools, asked } = start(() => new Promise((resolve) => (reply = resolve)));
    const again = { ...call };
    const answers = [call, again].map(async (each) => tools.call(each));
    await tick();
    reply({ content: 'done' });
    await expect(Promise.all(answers)).resolves.toEqual([{ content: 'done' }, { content: 'done' }]);
    expect(asked).toHaveBeenCalledTimes(1);
  });

  it('runs calls without an id each by itself', async () => {
    const { tools, asked } = start(() => Promise.resolve({ content: '' }));
    const anonymous = { name: 'get_filters', params: {} };
    await Promise.all([1, 2].map(async () => tools.call(anonymous)));
    expect(asked).toHaveBeenCalledTimes(2);
  });

  it('gives up its calls when the user stops the answer', async () => {
    const { tools } = start(never);
    const answer = tools.call(call);
    tools.stop('The user stopped the answer.');
    await expect(answer).resolves.toEqual({ ...failed, content: 'The user stopped the answer.' });
  });
});

describe('a client tool that asks first', () => {
  const confirm = 'Show {region}?';
  const pending = ({ approvals }: { approvals: Approvals }) => approvals.getSnapshot();

  it('runs when the user approves, and says so', async () => {
    const world = start(() => Promise.resolve({ content: 'done' }), confirm);
    const answer = world.tools.call(call);
    expect(pending(world)).toEqual([
      {
        id: 1,
        question: [
          { text: 'Show ', argument: false },
          { text: 'EMEA', argument: true },
          { text: '?', argument: false },
        ],
        params: { region: 'EMEA' },
      },
    ]);
    expect(world.asked).not.toHaveBeenCalled();
    world.approvals.answer(1, true);
    await expect(answer).resolves.toEqual({ content: 'done' });
    expect(world.asked.mock.calls[0]?.[0]).toMatchObject({ approved: true, toolCallId: 'call_1' });
  });

  it('does not run when the user refuses, and the agent hears so', async () => {
    const world = start(never, confirm);
    const answer = world.tools.call(call);
    world.approvals.answer(1, false);
    await expect(answer).resolves.toEqual({
      ...failed,
      content: 'The user refused to let "get_filters" run. It did not run.',
    });
    expect(world.asked).not.toHaveBeenCalled();
    expect(pending(world)).toEqual([]);
  });

  it('does not count the time that the user thinks', async () => {
    const world = start(never, confirm);
    const answer = world.tools.call(call);
    world.clock.advance(3_600_000);
    world.approvals.answer(1, true);
    await tick();
    await tick();
    world.clock.advance(29_999);
    expect(world.asked.mock.calls[0]?.[1].aborted).toBe(false);
    world.clock.advance(1);
    await expect(answer).resolves.toMatchObject({ status: 'error' });
  });

  it('queues behind others, and is asked about once', async () => {
    const world = start(() => Promise.resolve({ content: 'done' }), confirm);
    const answers = [call, { ...call }, { ...call, id: 'call_2' }].map(async (each) =>
      world.tools.call(each),
    );
    expect(pending(world).map(({ id }) => id)).toEqual([1, 2]);
    world.approvals.answer(1, true);
    world.approvals.answer(1, false);
    expect(pending(world).map(({ id }) => id)).toEqual([2]);
    world.approvals.answer(2, false);
    const statuses = await Promise.all(answers.map(async (answer) => (await answer).status));
    expect(statuses).toEqual([undefined, undefined, 'error']);
  });

  it('is not asked about any more once the user has stopped the answer', async () => {
    const world = start(never, confirm);
    const answer = world.tools.call(call);
    world.tools.stop('The user stopped the answer.');
    expect(pending(world)).toEqual([]);
    await expect(answer).resolves.toMatchObject({ content: 'The user stopped the answer.' });
  });
});

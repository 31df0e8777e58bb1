// @vitest-environment node
import { describe, expect, it } from 'vitest';

import { parseInterrupt, toFailedToolMessage, toToolMessage } from './clientTools';

const call = { id: 'call-1', name: 'show_map', args: { city: 'Berlin' } };
const operation = (...values: unknown[]) => ({
  tasks: [{ interrupts: values.map((value) => ({ value })) }],
});

describe('parseInterrupt', () => {
  it('collects the calls of all tasks in order', () => {
    const second = { ...call, id: 'call-2', type: 'tool_call' };
    const interrupt = parseInterrupt({
      tasks: [
        ...operation({ clientToolCalls: [call] }).tasks,
        ...operation({ clientToolCalls: [second] }).tasks,
      ],
    });
    expect(interrupt).toEqual({
      kind: 'client_tools',
      calls: [call, { id: 'call-2', name: 'show_map', args: { city: 'Berlin' } }],
    });
  });

  it.each([undefined, {}, { tasks: [] }, { tasks: [{}] }, { tasks: 'x' }])(
    'finds none in %j',
    (value) => {
      expect(parseInterrupt(value)).toBeNull();
    },
  );

  it('leaves approvals, server tools and unreadable calls to the user', () => {
    const unsupported = { kind: 'unsupported' };
    expect(parseInterrupt(operation({ actionRequests: [] }))).toEqual(unsupported);
    expect(parseInterrupt(operation({ toolCalls: [call] }))).toEqual(unsupported);
    expect(parseInterrupt(operation({ clientToolCalls: [{ name: 'x' }] }))).toEqual(unsupported);
    expect(parseInterrupt(operation({ clientToolCalls: [call] }, { toolCalls: [call] }))).toEqual(
      unsupported,
    );
  });

  it('keeps a well-formed question from the host, but not a malformed one', () => {
    const option = { label: 'A', description: 'a' };
    const question = { id: 'q', header: 'H', question: 'Which?', options: [option, option] };
    const ask = (questions: unknown[]) =>
      parseInterrupt(
        operation({
          clientToolCalls: [{ id: 'c', name: 'request_user_input', args: { questions } }],
        }),
      );
    expect(ask([question])?.kind).toBe('unsupported');
    expect(ask([{ ...question, options: [option] }])?.kind).toBe('client_tools');
    expect(ask([])?.kind).toBe('client_tools');
    expect(ask([question, question, question, question])?.kind).toBe('client_tools');
  });
});

describe('tool messages', () => {
  it('fills in what the handler left out', () => {
    expect(toToolMessage(call, { content: { opened: true } })).toEqual({
      tool_call_id: 'call-1',
      name: 'show_map',
      content: { opened: true },
      status: 'success',
    });
  });

  it('keeps what the handler said', () => {
    const result = { content: 'no', name: 'n', tool_call_id: 'x', status: 'error', artifact: [1] };
    expect(toToolMessage(call, result)).toEqual(result);
  });

  it.each([
    [undefined, null],
    [null, null],
    [{ content: undefined }, null],
    ['text', 'text'],
    [{ rows: 3 }, { rows: 3 }],
    [[1], [1]],
  ])('has content for a handler that returns %j', (result, content) => {
    expect(JSON.parse(JSON.stringify(toToolMessage(call, result)))).toMatchObject({ content });
  });

  it('tells the agent why a handler failed', () => {
    expect(toFailedToolMessage(call, new Error('No such city'))).toEqual({
      tool_call_id: 'call-1',
      name: 'show_map',
      content: 'No such city',
      status: 'error',
    });
    expect(toFailedToolMessage(call, undefined).content).toBe('The client tool failed.');
  });
});

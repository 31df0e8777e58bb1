// @vitest-environment node
import { describe, expect, it } from 'vitest';

import { toFailedToolMessage, toToolMessage } from './clientTools';

const call = { id: 'call-1', name: 'show_map', args: { city: 'Berlin' } };
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

import { describe, expect, it, vi } from 'vitest';

import { clientTools } from './clientTools';

const call = { name: 'get_filters', params: { region: 'EMEA' }, id: 'call_1' };

describe('clientTools', () => {
  it('passes the call to Python and its result to the agent', async () => {
    const result = {
      content: { a: 1 },
      name: 'get_filters',
      tool_call_id: 'call_1',
      status: 'success',
    };
    const ask = vi.fn(() => Promise.resolve(result));
    await expect(clientTools(ask)(call)).resolves.toEqual(result);
    expect(ask).toHaveBeenCalledWith({
      name: 'get_filters',
      params: { region: 'EMEA' },
      toolCallId: 'call_1',
    });
  });

  it('prefers the id that the agent uses', async () => {
    const ask = vi.fn(() => Promise.resolve({ content: '' }));
    await clientTools(ask)({ ...call, tool_call_id: 'call_2' });
    expect(ask).toHaveBeenCalledWith(expect.objectContaining({ toolCallId: 'call_2' }));
  });

  it('answers the agent with an error when Python cannot', async () => {
    const failed = { name: 'get_filters', tool_call_id: 'call_1', status: 'error' };
    const rejecting = clientTools(() => Promise.reject(new Error('The app was restarted.')));
    await expect(rejecting(call)).resolves.toEqual({
      ...failed,
      content: 'The app was restarted.',
    });
    const empty = clientTools(() => Promise.resolve(null));
    await expect(empty(call)).resolves.toEqual({ ...failed, content: 'The app gave no result.' });
  });
});

// @vitest-environment node
import { describe, expect, it } from 'vitest';

import { answer, EXECUTION, interrupted, toolCall } from './testing/fakeServer';
import { isIdle, ready, setUp } from './testing/harness';
import { RUN, CANCEL, inTurn, sent, toolMessages } from './testing/runs';

describe('client tools', () => {
  it('are run by the host one after the other and answered in one resume', async () => {
    let running = 0;
    const onClientToolCall = async ({ name }: { name: string }) => {
      running += 1;
      expect(running).toBe(1);
      await new Promise((resolve) => setImmediate(resolve));
      running -= 1;
      return { content: { tool: name } };
    };
    const chat = setUp({}, { onClientToolCall });
    inTurn(chat, RUN, interrupted(toolCall('call-1'), toolCall('call-2', 'zoom')), answer('Done.'));
    await sent(chat);
    expect(chat.transcript()).toEqual(['user: Hi', 'done: Opening. Done.']);
    expect(chat.host.calls.slice(1)).toEqual([
      [
        'onClientToolCall',
        { name: 'show_map', params: { city: 'Berlin' }, id: 'call-1', tool_call_id: 'call-1' },
      ],
      [
        'onClientToolCall',
        { name: 'zoom', params: { city: 'Berlin' }, id: 'call-2', tool_call_id: 'call-2' },
      ],
    ]);
    expect(chat.server.received(RUN)).toHaveLength(2);
    expect(toolMessages(chat, 1)).toEqual([
      {
        tool_call_id: 'call-1',
        name: 'show_map',
        content: { tool: 'show_map' },
        status: 'success',
      },
      { tool_call_id: 'call-2', name: 'zoom', content: { tool: 'zoom' }, status: 'success' },
    ]);
    const [, resume] = chat.server.received(RUN);
    expect(resume?.headers).toHaveProperty('Last-Event-ID', '1786999999999-0');
    expect(resume?.body).toMatchObject({ input: { executionId: EXECUTION } });
  });

  it.each([
    ['a handler that throws', () => Promise.reject(new Error('No such city')), 'No such city'],
    ['no handler', undefined, 'The host has no handler for onClientToolCall.'],
  ])('tell the agent about %s, and the chat goes on', async (_case, onClientToolCall, content) => {
    const chat = setUp({}, onClientToolCall === undefined ? {} : { onClientToolCall });
    inTurn(chat, RUN, interrupted(toolCall('call-1')), answer('Sorry.'));
    await sent(chat);
    expect(toolMessages(chat, 1)).toEqual([
      { tool_call_id: 'call-1', name: 'show_map', content, status: 'error' },
    ]);
    expect(chat.transcript().at(-1)).toBe('done: Opening. Sorry.');
  });

  it('repeat the context of the message in the resume', async () => {
    const chat = await ready(
      setUp(
        { request: { context: { region: 'EMEA' } } },
        { onClientToolCall: () => ({ content: 1 }) },
      ),
    );
    inTurn(chat, RUN, interrupted(toolCall('call-1')), answer('Done.'));
    chat.store.actions.send('Hi');
    await chat.host.command('onSetOptions', {
      api: { apiUrl: 'https://api.example/api/ai', xpertId: 'assistant-1' },
      request: { context: { region: 'APAC' } },
    });
    await chat.until(isIdle(chat));
    const contexts = chat.server.received(RUN).map(({ body }) => body.context);
    expect(contexts).toEqual([{ region: 'EMEA' }, { region: 'EMEA' }]);
  });

  it('that never answer can be stopped', async () => {
    const chat = await ready(setUp({}, { onClientToolCall: () => new Promise(() => undefined) }));
    inTurn(chat, RUN, interrupted(toolCall('call-1')));
    chat.store.actions.send('Hi');
    await chat.until(() => chat.transcript().includes('waiting: Opening. '));
    await chat.until(() => chat.host.calls.length === 2);
    chat.store.actions.stop();
    await chat.until(() => chat.server.received(CANCEL).length === 1);
    expect(chat.transcript()).toEqual(['user: Hi', 'stopped: Opening. ']);
    expect(chat.server.received(RUN)).toHaveLength(1);
  });
});

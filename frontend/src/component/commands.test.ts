// @vitest-environment node
import { describe, expect, it, vi } from 'vitest';

import type { ChatKitMethods } from './chatkit';
import { runCommand } from './commands';

const method = () => vi.fn(() => Promise.resolve());
const chat = () => ({
  focusComposer: method(),
  setThreadId: method(),
  sendUserMessage: method(),
  setComposerValue: method(),
  fetchUpdates: method(),
  sendCustomAction: method(),
  showHistory: method(),
  hideHistory: method(),
});

describe('runCommand', () => {
  it.each<[keyof ChatKitMethods, unknown, unknown[]]>([
    ['sendUserMessage', { text: 'Hi', newThread: true }, [{ text: 'Hi', newThread: true }]],
    ['setComposerValue', { text: 'Hi' }, [{ text: 'Hi' }]],
    ['setThreadId', { threadId: 't1' }, ['t1']],
    ['setThreadId', { threadId: null }, [null]],
    ['sendCustomAction', { action: { type: 'a' }, itemId: 'i' }, [{ type: 'a' }, 'i']],
    ['sendCustomAction', { action: { type: 'a' } }, [{ type: 'a' }, undefined]],
    ['focusComposer', {}, []],
    ['fetchUpdates', null, []],
    ['showHistory', {}, []],
    ['hideHistory', {}, []],
  ])('%s %j', async (name, data, args) => {
    const methods = chat();
    await runCommand(methods, name, data);
    expect(methods[name].mock.calls).toEqual([args]);
    expect(Object.values(methods).filter((fn) => fn.mock.calls.length > 0)).toHaveLength(1);
  });

  it('names a command that the chat does not have', async () => {
    await expect(runCommand(chat(), 'shareThread', {})).rejects.toThrow('"shareThread"');
  });
});

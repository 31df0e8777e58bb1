// @vitest-environment node
import { describe, expect, it } from 'vitest';

import { composing, draftOf, sentInput } from './testing/composing';
import { isIdle, ready, setUp } from './testing/harness';
import { RUN } from './testing/runs';

describe('choices', () => {
  const tools = [
    { id: 'search', label: 'Search' },
    { id: 'deep', label: 'Deep', pinned: true },
  ];
  const models = [{ id: 'a', default: true }, { id: 'b' }];

  it('are sent; a tool is for one message, a pinned one and the model stay', async () => {
    const chat = await composing({ tools, models });
    const { actions, getState } = chat.store.composer;
    for (const toolId of ['search', 'deep']) {
      actions.selectTool(toolId);
      actions.selectModel('b');
      actions.type('Go');
      actions.submit('queue');
      await chat.until(isIdle(chat));
    }
    expect(sentInput(chat)).toEqual({ input: 'Go', model: 'b', toolChoice: 'search' });
    expect(getState().selection).toEqual({ toolId: 'deep', modelId: 'b', planMode: false });
    await chat.host.command('onSetComposerValue', { selectedToolId: null, selectedModelId: null });
    await chat.host.command('onSendUserMessage', { text: 'Host' });
    await chat.until(isIdle(chat));
    expect(sentInput(chat, 2)).toEqual({ input: 'Host', model: 'a' });
  });

  it('offer the API’s models when the host names none', async () => {
    const chat = setUp();
    chat.server.on('GET /assistants/*/models', () =>
      Response.json({ models: [{ id: 'x', label: 'X' }], selected_model_id: 'x' }),
    );
    await ready(chat);
    await chat.until(() => chat.store.getSnapshot().models.length === 1);
    chat.store.composer.actions.type('Hi');
    chat.store.composer.actions.submit('queue');
    await chat.until(() => chat.server.received(RUN).length === 1);
    expect(sentInput(chat)).toEqual({ input: 'Hi', model: 'x' });
  });
});

describe('slash commands', () => {
  const slashCommands = [
    { name: 'go', action: { type: 'submit_prompt', template: 'Go to {{args}}' } },
    { name: 'outline', action: { type: 'insert_text', template: '# ' } },
    { name: 'refresh', action: { type: 'client_action', action: { type: 'refresh' } } },
  ];

  it('are sent with where they come from', async () => {
    const chat = await composing({ slashCommands });
    chat.store.composer.actions.type('/go Rome');
    chat.store.composer.actions.submit('queue');
    await chat.until(isIdle(chat));
    expect(sentInput(chat)).toEqual({
      input: 'Go to Rome',
      commandSource: {
        type: 'slash_command',
        name: 'go',
        source: 'host',
        executionType: 'submit_prompt',
      },
    });
  });

  it('act in the host, and send nothing', async () => {
    const actions: unknown[] = [];
    const handlers = { onWidgetAction: (data: unknown) => actions.push(data) };
    const chat = await ready(setUp({ composer: { slashCommands } }, handlers));
    chat.store.composer.actions.type('/refresh');
    chat.store.composer.actions.submit('queue');
    expect(actions).toEqual([
      {
        action: { type: 'refresh' },
        widgetItem: { id: 'slash-command:refresh', widget: { type: 'slash_command' } },
      },
    ]);
    expect(draftOf(chat).text).toBe('');
    expect(chat.messages()).toEqual([]);
  });

  it('are left out when their text is gone', async () => {
    const chat = await composing({ slashCommands });
    const { actions } = chat.store.composer;
    actions.runCommand('outline');
    expect(draftOf(chat)).toMatchObject({ text: '# ', command: { name: 'outline' } });
    actions.type('');
    actions.type('Hi');
    actions.submit('queue');
    await chat.until(isIdle(chat));
    expect(sentInput(chat)).toEqual({ input: 'Hi' });
  });

  it('switch plan mode, and stay text where the host has none', async () => {
    const chat = await composing({ slashCommands });
    const { actions, getState } = chat.store.composer;
    actions.type('/plan');
    actions.submit('queue');
    expect(getState().selection.planMode).toBe(true);
    actions.type('Do it');
    actions.submit('queue');
    await chat.until(isIdle(chat));
    expect(sentInput(chat)).toEqual({ input: 'Do it', planMode: true });
    const plain = await composing();
    plain.store.composer.actions.type('/plan');
    plain.store.composer.actions.submit('queue');
    await plain.until(isIdle(plain));
    expect(sentInput(plain)).toEqual({ input: '/plan' });
  });
});

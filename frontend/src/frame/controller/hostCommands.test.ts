// @vitest-environment node
import { expect, it } from 'vitest';

import { ready, setUp } from './testing/harness';

it.each([
  ['onSetOptions', { api: { apiUrl: 'https://api.example/api/ai', xpertId: 'assistant-1' } }],
  ['onSendUserMessage', {}],
  ['onSetComposerValue', { text: 'Draft' }],
  ['onSetThreadId', { threadId: null }],
  ['onFocusComposer', undefined],
  ['onFetchUpdates', undefined],
  ['onShowHistory', undefined],
  ['onHideHistory', undefined],
  ['onSetPetEnabled', { enabled: false }],
])('answers %s', async (command, data) => {
  const chat = await ready(setUp());
  expect(await chat.host.command(command, data)).toEqual({ ok: true });
});

it.each([
  ['onSendCustomAction', /not supported/],
  ['onSomethingNew', /onSomethingNew/],
])('answers %s with an error of the integration', async (command, message) => {
  const chat = await ready(setUp());
  const answer = chat.host.command(command, { action: { type: 'x' } });
  await expect(answer).rejects.toMatchObject({ name: 'IntegrationError' });
  await expect(answer).rejects.toThrow(message);
});

it('fills the composer, also with the same text again', async () => {
  const chat = await ready(setUp());
  await chat.host.command('onSetComposerValue', { text: 'Draft' });
  await chat.host.command('onSetComposerValue', { text: 'Draft' });
  await chat.host.command('onSetComposerValue', { selectedToolId: 'x' });
  const { draft, caret } = chat.store.composer.getState();
  expect(draft.text).toBe('Draft');
  expect(caret).toEqual({ at: 5, revision: 2 });
});

it('counts the requests for focus', async () => {
  const chat = await ready(setUp());
  await chat.host.command('onFocusComposer');
  await chat.host.command('onFocusComposer');
  chat.scheduler.paint();
  expect(chat.store.getSnapshot().focusRequests).toBe(2);
});

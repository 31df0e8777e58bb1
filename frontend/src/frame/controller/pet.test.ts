// @vitest-environment node
import { expect, it } from 'vitest';

import { answer, eventStream, interrupted, toolCall } from './testing/fakeServer';
import { isIdle, ready, setUp } from './testing/harness';
import { inTurn, RUN, sent } from './testing/runs';

const states = (chat: ReturnType<typeof setUp>) =>
  chat.host.emitted
    .filter(([event]) => event === 'pet_state_change')
    .map(([, data]) => (data as { state: string }).state);

it('tells the pet what the run does', async () => {
  const chat = setUp({ pet: true }, { onClientToolCall: () => 'done' });
  inTurn(chat, RUN, interrupted(toolCall('call-1')), answer('Done.'));
  await sent(chat);
  expect(states(chat)).toEqual(['running', 'waiting', 'running', 'review']);
  chat.store.actions.newThread();
  expect(states(chat).at(-1)).toBe('idle');
});

it('tells the pet about a failure', async () => {
  const chat = setUp({ pet: { character: { type: 'sprite-atlas', src: 'data:,' } } });
  chat.server.on(RUN, () => Response.json({}, { status: 500 }));
  await sent(chat);
  expect(states(chat)).toEqual(['running', 'failed']);
});

it('says nothing without a pet', async () => {
  const chat = setUp();
  chat.server.on(RUN, () => eventStream(answer('Hi.')));
  await sent(chat);
  expect(chat.host.emitted).toEqual([]);
});

it('sends the host what the header is asked for', async () => {
  const chat = await ready(setUp({ pet: true }));
  chat.store.actions.clickHeaderIcon('left');
  chat.store.actions.clickHeaderIcon('right');
  chat.store.actions.minimize();
  expect(chat.host.emitted).toEqual([
    ['left_header_icon_click'],
    ['right_header_icon_click'],
    ['chat_minimize_change', { minimized: true }],
  ]);
  await chat.host.command('onSetPetEnabled', { enabled: false });
  await chat.until(isIdle(chat));
  expect(chat.store.getSnapshot().petDismissed).toBe(true);
});

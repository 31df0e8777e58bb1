// @vitest-environment node
import { describe, expect, it } from 'vitest';

import { goldenJson } from '../api/testing/golden';
import { acceptMessage, serializeEnvelope, type OutgoingEnvelope } from './envelope';

type Recorded = { dir: 'frame->element' | 'element->frame'; msg: Record<string, unknown> };

const recorded = goldenJson('frame-messages.json') as Recorded[];
const source = {};
const origin = 'https://host.example';
const peer = { source, origin, channelId: null };
const command = {
  __xpaiChatKit: true,
  type: 'command',
  nonce: 'n1',
  command: 'onFocusComposer',
  data: undefined,
};

describe('acceptMessage', () => {
  it.each(recorded.filter(({ dir }) => dir === 'element->frame').map(({ msg }) => msg))(
    'accepts recorded message %#',
    (msg) => {
      const accepted = acceptMessage({ source, origin, data: msg }, peer);
      expect(accepted).toMatchObject({ type: msg.type, nonce: msg.nonce });
    },
  );

  it.each([
    ['another window', { source: {}, origin, data: command }],
    ['another origin', { source, origin: 'https://evil.example', data: command }],
    ['a message without the mark', { source, origin, data: { ...command, __xpaiChatKit: 'true' } }],
    ['a message without a nonce', { source, origin, data: { ...command, nonce: undefined } }],
    ['a command without a name', { source, origin, data: { ...command, command: 1 } }],
    ['an unknown type', { source, origin, data: { ...command, type: 'hello' } }],
    ['null', { source, origin, data: null }],
    ['text', { source, origin, data: 'hello' }],
  ])('ignores %s', (_case, message) => {
    expect(acceptMessage(message, peer)).toBeNull();
  });

  it('ignores another channel, once the hash named one', () => {
    const inChannel = { ...peer, channelId: 'c-1' };
    expect(acceptMessage({ source, origin, data: command }, inChannel)).toBeNull();
    const data = { ...command, channelId: 'c-1' };
    expect(acceptMessage({ source, origin, data }, inChannel)).toMatchObject({ nonce: 'n1' });
  });
});

describe('serializeEnvelope', () => {
  it.each(recorded.filter(({ dir }) => dir === 'frame->element').map(({ msg }) => msg))(
    'writes recorded message %#',
    (message) => {
      // The mark is written by the function under test; what it is given has none.
      const envelope = Object.fromEntries(
        Object.entries(message).filter(([key]) => key !== '__xpaiChatKit'),
      ) as unknown as OutgoingEnvelope;
      expect(serializeEnvelope(envelope, null)).toEqual(message);
    },
  );

  it('names the channel', () => {
    const written = serializeEnvelope({ type: 'event', event: 'unmount' }, 'c-1');
    expect(written).toEqual({
      __xpaiChatKit: true,
      type: 'event',
      event: 'unmount',
      channelId: 'c-1',
    });
  });
});

import { cleanup } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it } from 'vitest';

import { showChat, user } from '../ui/testing';
import { box } from './testing/showComposer';

afterEach(cleanup);

describe('what was written', () => {
  it('is edited with the arrow in the empty field', async () => {
    const { calls } = showChat({ thread: { messages: [user('u1', 'One'), user('u2', 'Two')] } });
    await userEvent.type(box(), 'x{ArrowUp}');
    expect(calls).toEqual([]);
    await userEvent.type(box(), '{Backspace}{ArrowUp}');
    expect(calls).toEqual([['editMessage', 'u2']]);
  });

  it('goes into the running answer with Ctrl+Enter', async () => {
    const { sent } = showChat({ thread: { running: true } });
    await userEvent.type(box(), 'Now{Control>}{Enter}{/Control}');
    expect(sent[0]?.followUpMode).toBe('steer');
    await userEvent.type(box(), 'Later{Enter}');
    expect(sent[1]).not.toHaveProperty('followUpMode');
  });
});

// @vitest-environment node
import { describe, expect, it } from 'vitest';

import { petOptions } from './petOptions';

const SHEET = 'http://localhost/spritesheet.svg';
const OURS = { type: 'sprite-atlas', src: SHEET } as const;
const options = (given: Parameters<typeof petOptions>[0]) => petOptions(given, SHEET, 'Chat');

describe('petOptions', () => {
  it('leaves a chat without a pet alone', () => {
    expect(options({})).toBeUndefined();
    expect(options({ pet: false })).toBe(false);
    expect(options({ pet: { enabled: false } })).toEqual({ enabled: false });
  });

  it('gives a pet the bundled character and a name', () => {
    expect(options({ pet: true })).toMatchObject({
      enabled: true,
      character: OURS,
      ariaLabel: 'Chat',
    });
  });

  it('keeps what the app says of its pet', () => {
    const character = { type: 'sprite-atlas', src: 'https://example.com/cat.webp' } as const;
    const pet = { character, position: { pin: 'top-left' }, ariaLabel: 'Cat' } as const;
    expect(options({ pet })).toMatchObject(pet);
  });

  it('is there and larger where the chat is nothing but the pet at first', () => {
    expect(options({ displayMode: 'pet' })).toMatchObject({
      character: OURS,
      position: { scale: 0.5 },
    });
    expect(
      options({ displayMode: 'pet', pet: { enabled: false, position: { scale: 1 } } }),
    ).toMatchObject({ enabled: true, position: { scale: 1 } });
  });
});

import type { ChatKitOptions } from '@xpert-ai/chatkit-types';

type Pet = NonNullable<ChatKitOptions['pet']>;

/** Large enough to be pressed where it stands alone. */
const ALONE = 0.5;

/**
 * The `pet` option for the bundled page, whose server has no pictures at the address that ChatKit
 * knows: a pet without a character of its own is the one that comes with the package.
 */
export function petOptions(
  { pet, displayMode }: Pick<ChatKitOptions, 'pet' | 'displayMode'>,
  bundled: string,
  label: string,
): ChatKitOptions['pet'] {
  const given: Exclude<Pet, boolean> = typeof pet === 'object' ? pet : { enabled: pet === true };
  const alone = displayMode === 'pet';
  if (given.enabled === false && !alone) return pet;
  const { position, ...rest } = given;
  return {
    ...rest,
    enabled: true,
    character: given.character ?? { type: 'sprite-atlas', src: bundled },
    position: alone ? { scale: ALONE, ...position } : { ...position },
    ariaLabel: given.ariaLabel ?? label,
  };
}

import type { ChatKitTheme } from '@xpert-ai/chatkit-types';

import { parseColor, toHsl, WHITE } from '../shared/theme/color';
import { inkOn } from '../shared/theme/contrast';

export type Scheme = 'light' | 'dark';
type Tint = NonNullable<NonNullable<ChatKitTheme['color']>['grayscale']>['tint'];

const rgb = (color: string | undefined) => (color === undefined ? null : parseColor(color, WHITE));

/** Streamlit's base decides where only a browser could read the colour. */
export function schemeOf(background: string | undefined, base: unknown): Scheme {
  const color = rgb(background);
  const dark = color ? inkOn(color) === WHITE : base === 'dark';
  return dark ? 'dark' : 'light';
}

/** Channels of a colour less far apart than this make a grey, whatever hue rounding gives them. */
const LEAST_CHROMA = 4;

/** ChatKit tints its greys by hue; Streamlit's secondary background is such a grey. */
export function grayscaleOf(color: string | undefined) {
  const grey = rgb(color) ?? WHITE;
  if (Math.max(...grey) - Math.min(...grey) < LEAST_CHROMA) return undefined;
  const [hue, saturation] = toHsl(grey);
  const tint = Math.min(9, Math.round((saturation * 100) / 3));
  return tint === 0 ? undefined : { hue: Math.round(hue), tint: tint as Tint };
}

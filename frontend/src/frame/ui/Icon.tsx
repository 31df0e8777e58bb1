import type { LucideIcon } from 'lucide-react';

/** One size and one stroke for all icons; names are given by what holds them. */
export function Icon({ of: Glyph, size = 18 }: { of: LucideIcon; size?: number }) {
  return <Glyph size={size} strokeWidth={1.75} aria-hidden focusable={false} />;
}

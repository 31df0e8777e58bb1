import type { LucideIcon } from 'lucide-react';

type Props = { of: LucideIcon; size?: number; filled?: boolean };

/** One size and one stroke for all icons; names are given by what holds them. */
export function Icon({ of: Glyph, size = 18, filled = false }: Props) {
  const fill = filled ? 'currentColor' : 'none';
  return <Glyph size={size} strokeWidth={1.75} fill={fill} aria-hidden focusable={false} />;
}

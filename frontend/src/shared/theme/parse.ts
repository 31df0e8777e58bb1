export type Radius = 'pill' | 'round' | 'soft' | 'sharp';
export type Density = 'compact' | 'normal' | 'spacious';

export type FontSource = { family: string; src: string; descriptors: FontFaceDescriptors };

/** ChatKit's `theme` option after parsing: every field optional, every value in its range. */
export type Theme = {
  colorScheme?: 'light' | 'dark';
  baseSize?: number;
  fontFamily?: string;
  fontFamilyMono?: string;
  fontSources: readonly FontSource[];
  radius: Radius;
  density: Density;
  grayscale?: { hue: number; tint: number; shade: number };
  accent?: { primary: string; level: number };
  surface?: { background?: string; foreground?: string };
};

type Fields = Readonly<Record<string, unknown>>;

const fields = (value: unknown): Fields =>
  typeof value === 'object' && value !== null ? (value as Fields) : {};

const text = (value: unknown): string | undefined =>
  typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;

function within(value: unknown, low: number, high: number): number | undefined {
  return typeof value === 'number' && Number.isFinite(value)
    ? Math.min(high, Math.max(low, value))
    : undefined;
}

function oneOf<T extends string>(value: unknown, allowed: readonly T[], otherwise: T): T {
  return allowed.find((item) => item === value) ?? otherwise;
}

function parseFont(value: unknown): FontSource[] {
  const font = fields(value);
  const family = text(font.family);
  const src = text(font.src);
  if (!family || !src) return [];
  const descriptors: FontFaceDescriptors = {
    display: oneOf(font.display, ['auto', 'block', 'swap', 'fallback', 'optional'], 'swap'),
    style: oneOf(font.style, ['normal', 'italic', 'oblique'], 'normal'),
  };
  if (typeof font.weight === 'string' || typeof font.weight === 'number') {
    descriptors.weight = String(font.weight);
  }
  const unicodeRange = text(font.unicodeRange);
  if (unicodeRange) descriptors.unicodeRange = unicodeRange;
  return [{ family, src, descriptors }];
}

function parseColors(value: unknown): Pick<Theme, 'grayscale' | 'accent' | 'surface'> {
  const colors = fields(value);
  const grayscale = fields(colors.grayscale);
  const accent = fields(colors.accent);
  const surface = fields(colors.surface);
  const hue = within(grayscale.hue, -360, 360);
  const primary = text(accent.primary);
  const background = text(surface.background);
  const foreground = text(surface.foreground);
  return {
    ...(hue !== undefined && {
      grayscale: {
        hue,
        tint: within(grayscale.tint, 0, 9) ?? 0,
        shade: within(grayscale.shade, -4, 4) ?? 0,
      },
    }),
    ...(primary && { accent: { primary, level: within(accent.level, 0, 3) ?? 0 } }),
    ...((background ?? foreground) && {
      surface: { ...(background && { background }), ...(foreground && { foreground }) },
    }),
  };
}

/** Anything a host may pass; what is not understood counts as not given. */
export function parseTheme(raw: unknown): Theme {
  const theme = typeof raw === 'string' ? { colorScheme: raw } : fields(raw);
  const typography = fields(theme.typography);
  const baseSize = within(typography.baseSize, 14, 18);
  const fontFamily = text(typography.fontFamily);
  const fontFamilyMono = text(typography.fontFamilyMono);
  const sources: readonly unknown[] = Array.isArray(typography.fontSources)
    ? typography.fontSources
    : [];
  const { colorScheme } = theme;
  return {
    ...((colorScheme === 'light' || colorScheme === 'dark') && { colorScheme }),
    ...(baseSize !== undefined && { baseSize }),
    ...(fontFamily && { fontFamily }),
    ...(fontFamilyMono && { fontFamilyMono }),
    fontSources: sources.flatMap(parseFont),
    radius: oneOf(theme.radius, ['pill', 'round', 'soft', 'sharp'], 'round'),
    density: oneOf(theme.density, ['compact', 'normal', 'spacious'], 'normal'),
    ...parseColors(theme.color),
  };
}

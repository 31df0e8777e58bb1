import type { CSSProperties } from 'react';

import { asRecord, isRecord, lookUp, type JsonRecord } from '../../protocol/json';

/** Numbers of the spacing scale are quarters of the base size. */
const SPACING_REM = 0.25;

const LENGTH =
  /^(?:auto|min-content|max-content|fit-content|-?\d*\.?\d+(?:px|rem|em|%|ch|vw|vh)?)$/;

const RADII: Readonly<Record<string, string>> = {
  none: '0',
  '2xs': '2px',
  xs: '4px',
  sm: '6px',
  md: '8px',
  lg: '10px',
  xl: '12px',
  '2xl': '16px',
  '3xl': '20px',
  '4xl': '24px',
  full: '999px',
  '100%': '50%',
};

/** The names that trees use for the theme's own colours. */
const THEME_COLORS: Readonly<Record<string, string>> = {
  default: 'var(--ck-foreground)',
  prose: 'var(--ck-foreground)',
  primary: 'var(--ck-foreground)',
  emphasis: 'var(--ck-foreground)',
  secondary: 'var(--ck-muted)',
  tertiary: 'var(--ck-muted)',
  surface: 'var(--ck-background)',
  'surface-secondary': 'var(--ck-raised)',
  'surface-tertiary': 'var(--ck-hover)',
  'surface-elevated': 'var(--ck-raised)',
  subtle: 'var(--ck-border)',
  strong: 'var(--ck-border-strong)',
  success: 'var(--ck-success)',
  warning: 'var(--ck-warning)',
  caution: 'var(--ck-warning)',
  danger: 'var(--ck-danger)',
  info: 'var(--ck-info)',
  accent: 'var(--ck-accent)',
  discovery: 'var(--ck-discovery)',
};

// No `url()` can pass: it would load what nobody has allowed.
const CSS_COLOR =
  /^(?:#[\da-f]{3,8}|(?:rgb|hsl|oklch|oklab|lab|lch)a?\([\d\s.,%/a-z-]*\)|[a-z]+)$/i;
const HUE_SHADE = /^([a-z]+)-(\d{2,3})$/;

function plainColor(name: string): string | undefined {
  if (Object.hasOwn(THEME_COLORS, name)) return THEME_COLORS[name];
  const [, hue, shade] = HUE_SHADE.exec(name) ?? [];
  if (hue === 'alpha')
    return `color-mix(in srgb, var(--ck-foreground) ${shade ?? 0}%, transparent)`;
  if (hue !== undefined) {
    const dark = Number(shade) / 10;
    return `color-mix(in oklab, color-mix(in oklab, ${hue}, black ${Math.max(0, dark - 50)}%), white ${Math.max(0, 50 - dark) * 1.8}%)`;
  }
  return CSS_COLOR.test(name) ? name : undefined;
}

/** A colour of a tree as CSS, or nothing when it is none. */
export function color(value: unknown): string | undefined {
  if (typeof value === 'string') return plainColor(value);
  if (!isRecord(value)) return undefined;
  const [light, dark] = [color(value.light), color(value.dark)];
  return light !== undefined && dark !== undefined ? `light-dark(${light}, ${dark})` : undefined;
}

/** A size: numbers are pixels. */
export function length(value: unknown): string | undefined {
  if (typeof value === 'number' && Number.isFinite(value)) return `${value}px`;
  return typeof value === 'string' && LENGTH.test(value) ? value : undefined;
}

/** A distance: numbers are steps of the spacing scale. */
export function spacing(value: unknown): string | undefined {
  return typeof value === 'number' && Number.isFinite(value)
    ? `${value * SPACING_REM}rem`
    : length(value);
}

const SIDES = [
  ['Top', 'top', 'y'],
  ['Right', 'right', 'x'],
  ['Bottom', 'bottom', 'y'],
  ['Left', 'left', 'x'],
] as const;

function sides(property: 'padding' | 'margin', value: unknown): CSSProperties {
  if (!isRecord(value)) return defined({ [property]: spacing(value) });
  return defined(
    Object.fromEntries(
      SIDES.map(([name, side, axis]) => [
        `${property}${name}`,
        spacing(value[side] ?? value[axis]),
      ]),
    ),
  );
}

const LINES: readonly string[] = [
  'solid',
  'dashed',
  'dotted',
  'double',
  'groove',
  'ridge',
  'inset',
  'outset',
];

function line(value: unknown): string | undefined {
  if (typeof value === 'number') return `${value}px solid var(--ck-border)`;
  const { size, color: tint, style } = asRecord(value);
  if (typeof size !== 'number') return undefined;
  const drawn = typeof style === 'string' && LINES.includes(style) ? style : 'solid';
  return `${size}px ${drawn} ${color(tint) ?? 'var(--ck-border)'}`;
}

function border(value: unknown): CSSProperties {
  const whole = line(value);
  if (whole !== undefined) return { border: whole };
  const borders = asRecord(value);
  return defined(
    Object.fromEntries(
      SIDES.map(([name, side, axis]) => [`border${name}`, line(borders[side] ?? borders[axis])]),
    ),
  );
}

const PLACES: Readonly<Record<string, string>> = {
  start: 'flex-start',
  end: 'flex-end',
  center: 'center',
  stretch: 'stretch',
  baseline: 'baseline',
  between: 'space-between',
  around: 'space-around',
  evenly: 'space-evenly',
};

const place = (value: unknown) => (typeof value === 'string' ? lookUp(PLACES, value) : undefined);

/** Sizes, margin and corners, as every block has them. */
export function blockStyle(props: JsonRecord): CSSProperties {
  const { size, minSize, maxSize, aspectRatio, radius } = props;
  return defined({
    width: length(props.width ?? size),
    height: length(props.height ?? size),
    minWidth: length(props.minWidth ?? minSize),
    minHeight: length(props.minHeight ?? minSize),
    maxWidth: length(props.maxWidth ?? maxSize),
    maxHeight: length(props.maxHeight ?? maxSize),
    aspectRatio: /^[\d.]+(?:\s*\/\s*[\d.]+)?$/.test(String(aspectRatio))
      ? String(aspectRatio)
      : undefined,
    borderRadius: typeof radius === 'string' ? lookUp(RADII, radius) : undefined,
    ...sides('margin', props.margin),
  });
}

/** A box that lays out its children. */
export function boxStyle(props: JsonRecord, direction: 'row' | 'column'): CSSProperties {
  const { flex, wrap } = props;
  return defined({
    ...blockStyle(props),
    flexDirection:
      props.direction === 'row' ? 'row' : props.direction === 'col' ? 'column' : direction,
    alignItems: place(props.align),
    justifyContent: place(props.justify),
    flexWrap: wrap === 'wrap' || wrap === 'nowrap' || wrap === 'wrap-reverse' ? wrap : undefined,
    flex: /^[\d.]+(?:\s+[\d.]+(?:\s+(?:auto|[\d.]+(?:px|%|rem)?))?)?$|^auto$|^none$/.test(
      String(flex),
    )
      ? String(flex)
      : undefined,
    gap: spacing(props.gap),
    background: color(props.background),
    ...sides('padding', props.padding),
    ...border(props.border),
  });
}

/** Colour, weight and alignment of words. */
export function textStyle(props: JsonRecord): CSSProperties {
  const { weight, textAlign, maxLines, truncate, minLines } = props;
  const weights: Readonly<Record<string, number>> = {
    normal: 400,
    medium: 500,
    semibold: 600,
    bold: 700,
  };
  const clamp = truncate === true ? 1 : maxLines;
  return defined({
    color: color(props.color),
    width: length(props.width),
    fontWeight: typeof weight === 'string' ? lookUp(weights, weight) : undefined,
    textAlign:
      textAlign === 'start' || textAlign === 'center' || textAlign === 'end'
        ? textAlign
        : undefined,
    fontStyle: props.italic === true ? 'italic' : undefined,
    textDecoration: props.lineThrough === true ? 'line-through' : undefined,
    minHeight: typeof minLines === 'number' ? `${minLines}lh` : undefined,
    ...(typeof clamp === 'number' &&
      clamp > 0 && {
        display: '-webkit-box',
        WebkitBoxOrient: 'vertical' as const,
        WebkitLineClamp: Math.floor(clamp),
        overflow: 'hidden',
      }),
  });
}

function defined(style: Readonly<Record<string, unknown>>): CSSProperties {
  return Object.fromEntries(Object.entries(style).filter(([, value]) => value !== undefined));
}

/** Themes by the name used in the page's address. */
export const themes: Readonly<Record<string, unknown>> = {
  light: {
    colorScheme: 'light',
    color: {
      accent: { primary: '#ff4b4b', level: 0 },
      surface: { background: '#ffffff', foreground: '#31333f' },
    },
  },
  dark: {
    colorScheme: 'dark',
    color: {
      accent: { primary: '#ff4b4b', level: 0 },
      surface: { background: '#0e1117', foreground: '#fafafa' },
    },
  },
  plain: 'light',
  'plain-dark': 'dark',
  custom: {
    radius: 'sharp',
    density: 'compact',
    typography: { baseSize: 14, fontFamily: 'Georgia, "Liberation Serif", serif' },
    color: {
      accent: { primary: '#268bd2', level: 2 },
      surface: { background: '#fdf6e3', foreground: '#657b83' },
    },
  },
  pill: {
    radius: 'pill',
    density: 'spacious',
    typography: { baseSize: 17 },
    color: { accent: { primary: '#7c3aed', level: 3 }, grayscale: { hue: 265, tint: 5 } },
  },
};

export function themeOf(name: string): unknown {
  if (name in themes) return themes[name];
  return name.startsWith('{') ? JSON.parse(name) : themes.light;
}

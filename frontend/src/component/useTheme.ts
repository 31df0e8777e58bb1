import type { ChatKitTheme } from '@xpert-ai/chatkit-types';
import { type CSSProperties, useEffect, useMemo } from 'react';

import { documentColors } from '../shared/theme/documentColors';
import { loadFonts } from '../shared/theme/fonts';
import { themeStyle } from '../shared/theme/style';

/** The theme for what the component draws itself, as inline style of its outermost element. */
export function useTheme(theme: ChatKitTheme): CSSProperties {
  const { fonts, variables, colorScheme } = useMemo(
    () => themeStyle(theme, documentColors(document)),
    [theme],
  );
  useEffect(() => {
    loadFonts(document, fonts);
  }, [fonts]);
  return { colorScheme, ...variables };
}

import { type ColorResolver, parseColor, type Rgb } from './color';

/** Paints one pixel: the only way to have the browser convert names, `oklch()`, `color()` … to sRGB. */
function paint(document: Document, css: string, over: Rgb): Rgb | null {
  if (document.defaultView?.CSS.supports('color', css) !== true) return null;
  const canvas = document.createElement('canvas');
  canvas.width = 1;
  canvas.height = 1;
  const context = canvas.getContext('2d');
  if (!context) return null;
  context.fillStyle = `rgb(${over.join(' ')})`;
  context.fillRect(0, 0, 1, 1);
  context.fillStyle = css;
  context.fillRect(0, 0, 1, 1);
  const [red = 0, green = 0, blue = 0] = context.getImageData(0, 0, 1, 1).data;
  return [red, green, blue];
}

/** Understands every colour that the browser does. */
export function documentColors(document: Document): ColorResolver {
  return (css, over) => parseColor(css, over) ?? paint(document, css, over);
}

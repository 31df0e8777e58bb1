import 'katex/dist/katex.min.css';

import katex from 'katex';

/** Draws the formula into the element; `false` where it cannot be read, and nothing is drawn. */
export function typeset(tex: string, display: boolean, element: HTMLElement): boolean {
  try {
    katex.render(tex, element, {
      displayMode: display,
      // Links, images and classes in formulas stay text.
      trust: false,
      strict: 'ignore',
      // The default would let a formula cover the page.
      maxSize: 25,
      errorColor: 'currentcolor',
    });
    return true;
  } catch {
    return false;
  }
}

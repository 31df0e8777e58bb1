/**
 * Keeps what the reader looks at where it is when something above it changes its height, for
 * browsers that do not do so by themselves (Safari; CSS calls it scroll anchoring).
 */
export class ReadingPlace {
  readonly #viewport: HTMLElement;
  readonly #content: HTMLElement;
  #element: Element | null = null;
  /** Where the element was, in px from the top of the viewport, at this scroll position. */
  #top = 0;
  #scrollTop = 0;

  constructor(viewport: HTMLElement, content: HTMLElement) {
    this.#viewport = viewport;
    this.#content = content;
  }

  static wanted(): boolean {
    return !CSS.supports('overflow-anchor', 'auto');
  }

  /** Takes note of the first thing in sight. */
  remember(): void {
    // The page may have changed before this scroll event: that is still to be made up for.
    const shift = this.#shift();
    const element = firstInSight(this.#content, this.#viewport.getBoundingClientRect().top);
    this.#element = element;
    this.#top = this.#topOf(element) - shift;
    this.#scrollTop = this.#viewport.scrollTop;
  }

  /** Scrolls by as much as the remembered element has moved. */
  restore(): void {
    const shift = this.#shift();
    if (Math.abs(shift) >= 1) this.#viewport.scrollTop += shift;
    this.#element = null;
  }

  #shift(): number {
    if (this.#element?.isConnected !== true) return 0;
    const scrolled = this.#viewport.scrollTop - this.#scrollTop;
    return this.#topOf(this.#element) - (this.#top - scrolled);
  }

  #topOf(element: Element | null): number {
    const top = element?.getBoundingClientRect().top ?? 0;
    return top - this.#viewport.getBoundingClientRect().top;
  }
}

/** The deepest element that begins at a height or crosses it, without the gaps between rows. */
function firstInSight(content: Element, y: number): Element | null {
  let found: Element | null = null;
  let parent: Element | null = content;
  while (parent !== null) {
    const next: Element | undefined = [...parent.children].find(
      (child) => !child.hasAttribute('data-gap') && child.getBoundingClientRect().bottom > y,
    );
    if (next === undefined) break;
    found = next;
    // What begins in sight is a better mark than its first part.
    parent = next.getBoundingClientRect().top >= y ? null : next;
  }
  return found;
}

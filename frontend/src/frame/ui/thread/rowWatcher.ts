import { RowHeights } from './rowHeights';

type Watched = {
  viewport: HTMLElement;
  list: HTMLElement;
  /** Rows have another height, or the reader sees other ones. */
  onChange: (change: { resized: boolean }) => void;
};

/** Keeps the heights of the rows that are drawn, whatever makes them change. */
export class RowWatcher {
  readonly heights = new RowHeights();
  readonly #observer = new ResizeObserver((entries) => {
    this.#measure(entries);
  });
  #watched: Watched | null = null;

  watch(watched: Watched): () => void {
    this.#watched = watched;
    this.#observer.observe(watched.viewport);
    return () => {
      this.#watched = null;
      this.#observer.unobserve(watched.viewport);
    };
  }

  /** For `ref`: measures a row as long as it is drawn. */
  readonly observe = (row: HTMLElement | null) => {
    if (row === null) return;
    this.#observer.observe(row);
    return () => {
      this.#observer.unobserve(row);
    };
  };

  #measure(entries: readonly ResizeObserverEntry[]): void {
    const width = this.#watched?.list.clientWidth ?? 0;
    // A chat that is hidden has no sizes to remember.
    if (width === 0) return;
    const resized = this.heights.resize(width);
    for (const { target, borderBoxSize } of entries) {
      const id = target instanceof HTMLElement ? target.dataset.row : undefined;
      const height = borderBoxSize[0]?.blockSize;
      if (id !== undefined && height !== undefined) this.heights.set(id, height);
    }
    this.#watched?.onChange({ resized });
  }
}

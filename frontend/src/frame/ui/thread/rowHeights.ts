import type { Message } from '../../state/types';
import { estimatedHeight, rowTops } from './windowing';

/** How high the rows are: as they were drawn last, or as far as can be guessed. */
export class RowHeights {
  readonly #measured = new Map<string, number>();
  readonly #estimates = new WeakMap<Message, number>();
  #width = 0;

  set(id: string, height: number): void {
    this.#measured.set(id, height);
  }

  /** Returns whether the width is another one: all rows have other heights then. */
  resize(width: number): boolean {
    if (width === this.#width) return false;
    const changed = this.#width !== 0;
    this.#width = width;
    if (changed) this.#measured.clear();
    return changed;
  }

  tops(messages: readonly Message[]): Float64Array {
    return rowTops(messages.length, (index) => {
      const message = messages[index];
      return message === undefined ? 0 : (this.#measured.get(message.id) ?? this.#guess(message));
    });
  }

  #guess(message: Message): number {
    let height = this.#estimates.get(message);
    if (height === undefined) {
      height = estimatedHeight(message);
      this.#estimates.set(message, height);
    }
    return height;
  }
}

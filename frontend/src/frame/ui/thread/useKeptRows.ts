import { type FocusEvent, type RefObject, type SyntheticEvent, useEffect, useState } from 'react';

import type { Message } from '../../state/types';

/** What makes a row differ from one that is drawn anew: opened steps, fields, tabs, images. */
const CONTROLS = 'button, input, select, textarea, summary, [role=tab], [role=button]';

const rowOf = (node: Node | EventTarget | null): string | null => {
  const element = node instanceof Element ? node : node instanceof Node ? node.parentElement : null;
  return element?.closest<HTMLElement>('[data-row]')?.dataset.row ?? null;
};

type Ends = { first: string; last: string };

/** The rows at the ends of what the reader has selected in the list. */
function useSelectedRows(list: RefObject<HTMLElement | null>): Ends | null {
  const [ends, setEnds] = useState<Ends | null>(null);
  useEffect(() => {
    const onChange = () => {
      const selection = document.getSelection();
      const nodes = [selection?.anchorNode ?? null, selection?.focusNode ?? null];
      const inside = nodes.every((node) => list.current?.contains(node) === true);
      const [first, last] = nodes.map(rowOf);
      setEnds((known) => {
        if (!inside || selection?.isCollapsed !== false || !first || !last) return null;
        return known?.first === first && known.last === last ? known : { first, last };
      });
    };
    document.addEventListener('selectionchange', onChange);
    return () => {
      document.removeEventListener('selectionchange', onChange);
    };
  }, [list]);
  return ends;
}

/**
 * Rows that stay drawn out of sight, because something would be lost with them: what the reader
 * opened or wrote in them, the focus with the rows that Tab goes to, and the selected text.
 */
export function useKeptRows(
  list: RefObject<HTMLElement | null>,
  messages: readonly Message[],
  editing: string | null,
  found: string | null,
) {
  const [used, setUsed] = useState<ReadonlySet<string>>(() => new Set());
  const [focused, setFocused] = useState<string | null>(null);
  const selected = useSelectedRows(list);

  const keep = (row: string | null) => {
    if (row !== null) setUsed((known) => (known.has(row) ? known : new Set(known).add(row)));
  };
  const handlers = {
    onClickCapture: ({ target }: SyntheticEvent) => {
      if (target instanceof Element && target.closest(CONTROLS)) keep(rowOf(target));
    },
    onInputCapture: ({ target }: SyntheticEvent) => {
      keep(rowOf(target));
    },
    onFocus: ({ target }: FocusEvent) => {
      setFocused(rowOf(target));
    },
    onBlur: () => {
      setFocused(null);
    },
  };

  const kept = new Set<number>();
  const edges: number[] = [];
  if (used.size > 0 || [focused, selected, editing, found].some((row) => row !== null)) {
    messages.forEach(({ id }, index) => {
      if (used.has(id) || id === editing || id === found) kept.add(index);
      if (id === focused) for (const near of [index - 1, index, index + 1]) kept.add(near);
      if (id === selected?.first || id === selected?.last) edges.push(index);
    });
  }
  for (let index = edges[0] ?? 0; index <= (edges.at(-1) ?? -1); index += 1) kept.add(index);
  const rows = [...kept].filter((index) => index >= 0 && index < messages.length);
  return { kept: rows.sort((a, b) => a - b), handlers };
}

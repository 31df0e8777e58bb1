import { type RefObject, useEffect, useRef } from 'react';

import { clearHighlight, highlight } from './highlight';
import { type Match, pattern } from './matches';
import { rangesIn } from './ranges';

/** The share of the viewport above a place that the reader is brought to. */
const ABOVE = 0.3;
/** The search bar covers so many px below the top of the viewport. */
const COVERED = 56;

const rows = (content: HTMLElement) => [...content.querySelectorAll<HTMLElement>('[data-row]')];

/** The first message that the reader sees. */
export function firstInSight(viewport: HTMLElement): string | null {
  const { top } = viewport.getBoundingClientRect();
  const row = rows(viewport).find((one) => one.getBoundingClientRect().bottom > top + 1);
  return row?.dataset.row ?? null;
}

/** Unfolds a text below whose visible part the place is: it opens when something scrolls in it. */
function unfold(place: Range): boolean {
  const folded = place.startContainer.parentElement?.closest('[data-folded=true]') ?? null;
  if (folded === null) return false;
  if (place.getBoundingClientRect().bottom <= folded.getBoundingClientRect().bottom) return false;
  folded.scrollTop = folded.scrollHeight;
  return true;
}

function reveal(viewport: HTMLElement, place: Range | Element): void {
  const seen = viewport.getBoundingClientRect();
  const { top, bottom } = place.getBoundingClientRect();
  if (top >= seen.top + COVERED && bottom <= seen.bottom) return;
  viewport.scrollTop += top - seen.top - ABOVE * viewport.clientHeight;
}

/** Marks the places in the messages that are drawn, and brings the current one into sight. */
export function useHighlight(
  viewport: RefObject<HTMLElement | null>,
  query: string,
  current: Match | null,
  onMove: () => void,
): void {
  const shown = useRef<Match | null>(null);

  useEffect(() => {
    const scroller = viewport.current;
    const wanted = pattern(query);
    if (scroller === null || wanted === null) return;
    let scheduled = 0;
    const draw = () => {
      const found = rows(scroller).map((row) => ({ row, ranges: rangesIn(row, wanted) }));
      const at = found.find(({ row }) => row.dataset.row === current?.messageId);
      const range = at?.ranges[current?.nth ?? 0] ?? at?.ranges.at(-1) ?? null;
      highlight(
        found.flatMap(({ ranges }) => ranges),
        range,
      );
      if (at === undefined || shown.current === current) return;
      // Drawn again when its button says what it does then.
      if (range !== null && unfold(range)) return;
      shown.current = current;
      onMove();
      reveal(scroller, range ?? at.row);
    };
    const observer = new MutationObserver(() => {
      cancelAnimationFrame(scheduled);
      scheduled = requestAnimationFrame(draw);
    });
    observer.observe(scroller, { childList: true, subtree: true, characterData: true });
    draw();
    return () => {
      observer.disconnect();
      cancelAnimationFrame(scheduled);
      clearHighlight();
    };
  }, [viewport, query, current, onMove]);
}

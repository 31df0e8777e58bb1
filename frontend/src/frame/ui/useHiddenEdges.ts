import { type RefObject, useLayoutEffect, useState } from 'react';

type Edges = { above: boolean; below: boolean; start: boolean; end: boolean };

const NONE: Edges = { above: false, below: false, start: false, end: false };

/** For the style sheet, which fades these edges of a box. */
export const fadeOf = ({ above, below, start, end }: Edges) => ({
  'data-above': above,
  'data-below': below,
  'data-start': start,
  'data-end': end,
});

/** At which of its edges a box that scrolls hides something. What is `watched` is what its children depend on. */
export function useHiddenEdges(box: RefObject<HTMLElement | null>, watched?: unknown): Edges {
  const [edges, setEdges] = useState(NONE);
  useLayoutEffect(() => {
    const element = box.current;
    if (element === null) return;
    const look = () => {
      const next = hiddenEdges(element);
      setEdges((known) => (sameEdges(known, next) ? known : next));
    };
    look();
    const observer = new ResizeObserver(look);
    for (const observed of [element, ...element.children]) observer.observe(observed);
    element.addEventListener('scroll', look, { passive: true });
    return () => {
      observer.disconnect();
      element.removeEventListener('scroll', look);
    };
  }, [box, watched]);
  return edges;
}

function hiddenEdges(element: HTMLElement): Edges {
  const { scrollTop, scrollHeight, clientHeight, scrollWidth, clientWidth } = element;
  // Written from right to left, it scrolls below zero.
  const scrolled = Math.abs(element.scrollLeft);
  // Sizes are rounded, the place is not.
  return {
    above: scrollTop > 1,
    below: scrollHeight - clientHeight - scrollTop > 1,
    start: scrolled > 1,
    end: scrollWidth - clientWidth - scrolled > 1,
  };
}

function sameEdges(some: Edges, other: Edges): boolean {
  return (
    some.above === other.above &&
    some.below === other.below &&
    some.start === other.start &&
    some.end === other.end
  );
}

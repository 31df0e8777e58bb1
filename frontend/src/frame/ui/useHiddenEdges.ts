import { type RefObject, useLayoutEffect, useState } from 'react';

type Edges = { above: boolean; below: boolean };

const NONE: Edges = { above: false, below: false };

/** Whether a box that scrolls hides something above or below what it shows. */
export function useHiddenEdges(box: RefObject<HTMLElement | null>): Edges {
  const [edges, setEdges] = useState(NONE);
  useLayoutEffect(() => {
    const element = box.current;
    if (element === null) return;
    const look = () => {
      const { scrollTop, scrollHeight, clientHeight } = element;
      // Heights are rounded, the place is not.
      const next = { above: scrollTop > 1, below: scrollHeight - clientHeight - scrollTop > 1 };
      setEdges((known) =>
        known.above === next.above && known.below === next.below ? known : next,
      );
    };
    look();
    const observer = new ResizeObserver(look);
    for (const observed of [element, ...element.children]) observer.observe(observed);
    element.addEventListener('scroll', look, { passive: true });
    return () => {
      observer.disconnect();
      element.removeEventListener('scroll', look);
    };
  }, [box]);
  return edges;
}

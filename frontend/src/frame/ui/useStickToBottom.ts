import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';

import { ReadingPlace } from './thread/readingPlace';

/** Closer than this to the end, in px, counts as reading the end. */
const NEAR = 24;

/** Viewports that a jump to the end runs through; what is before them is left out. */
const RUN = 2;

type Position = { top: number; height: number; client: number };

const read = (viewport: HTMLElement): Position => ({
  top: viewport.scrollTop,
  height: viewport.scrollHeight,
  client: viewport.clientHeight,
});

/**
 * Did the reader scroll up between two positions?
 *
 * A shrinking content or a growing viewport moves `scrollTop` as well: the browser clamps it.
 */
export function scrolledUp(before: Position, now: Position): boolean {
  return now.top < before.top && now.height >= before.height && now.client <= before.client;
}

export const isNearEnd = ({ top, height, client }: Position) => height - top - client < NEAR;

/**
 * Follows the end of a growing content until the reader scrolls up, and again when they come back.
 * A changed `turn` (the reader sent something, another thread opened) always shows the end.
 */
export function useStickToBottom(
  viewportRef: RefObject<HTMLElement | null>,
  contentRef: RefObject<HTMLElement | null>,
  turn: string,
) {
  const stuck = useRef(true);
  const [atEnd, setAtEnd] = useState(true);

  useEffect(() => {
    const viewport = viewportRef.current;
    const content = contentRef.current;
    if (!viewport || !content) return;
    let last = read(viewport);
    const place = ReadingPlace.wanted() ? new ReadingPlace(viewport, content) : null;

    const release = () => {
      stuck.current = false;
    };
    const onWheel = (event: WheelEvent) => {
      if (event.deltaY < 0 && viewport.scrollTop > 0) release();
    };
    // What the reader opens unfolds below the button that they look at.
    const onClick = ({ target }: MouseEvent) => {
      if (target instanceof Element && target.closest('[aria-expanded]')) release();
    };
    const onScroll = () => {
      place?.remember();
      const now = read(viewport);
      if (scrolledUp(last, now)) release();
      else if (isNearEnd(now)) stuck.current = true;
      last = now;
      setAtEnd(stuck.current || isNearEnd(now));
    };
    const onResize = () => {
      if (stuck.current) viewport.scrollTop = viewport.scrollHeight;
      else place?.restore();
      place?.remember();
      last = read(viewport);
      setAtEnd(stuck.current || isNearEnd(last));
    };

    content.addEventListener('click', onClick);
    viewport.addEventListener('wheel', onWheel, { passive: true });
    viewport.addEventListener('scroll', onScroll, { passive: true });
    const observer = new ResizeObserver(onResize);
    observer.observe(content);
    observer.observe(viewport);
    return () => {
      content.removeEventListener('click', onClick);
      viewport.removeEventListener('wheel', onWheel);
      viewport.removeEventListener('scroll', onScroll);
      observer.disconnect();
    };
  }, [viewportRef, contentRef]);

  useLayoutEffect(() => {
    stuck.current = true;
    const viewport = viewportRef.current;
    if (viewport) viewport.scrollTop = viewport.scrollHeight;
  }, [viewportRef, turn]);

  const jumpToEnd = useCallback(() => {
    stuck.current = true;
    const viewport = viewportRef.current;
    if (!viewport) return;
    const { scrollHeight, clientHeight, scrollTop } = viewport;
    const start = scrollHeight - (RUN + 1) * clientHeight;
    if (scrollTop < start) viewport.scrollTop = start;
    viewport.scrollTo({ top: scrollHeight, behavior: 'smooth' });
  }, [viewportRef]);

  /** The reader is brought elsewhere. */
  const leaveEnd = useCallback(() => {
    stuck.current = false;
  }, []);

  return { atEnd, jumpToEnd, leaveEnd };
}

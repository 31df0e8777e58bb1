import { type RefObject, useEffect } from 'react';

import type { ThreadState } from '../../state/types';

/** Viewports above which older messages are asked for, so that they are there when one comes to them. */
const REACH = 3;

/** Asks for older messages when the reader comes near the first one that is known. */
export function useOlder(
  viewport: RefObject<HTMLElement | null>,
  older: ThreadState['older'],
  count: number,
  load: () => void,
): void {
  useEffect(() => {
    const scroller = viewport.current;
    if (scroller === null || older === 'none') return;
    const look = () => {
      const { clientHeight, scrollTop } = scroller;
      if (clientHeight === 0) return;
      // At the very top browsers show what is added above instead of keeping the reader's place.
      if (scrollTop < 1) scroller.scrollTo({ top: 1 });
      if (older === 'more' && scrollTop < REACH * clientHeight) load();
    };
    look();
    scroller.addEventListener('scroll', look, { passive: true });
    return () => {
      scroller.removeEventListener('scroll', look);
    };
    // With each page the reader may still be near the first message.
  }, [viewport, older, count, load]);
}

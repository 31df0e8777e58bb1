import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';

import type { Message } from '../../state/types';
import { RowWatcher } from './rowWatcher';
import { lastRows, movedSpan, nextSpan, type Span } from './windowing';

/** A list that was never seen is drawn from its end, for a viewport of about this height in px. */
const FIRST_HEIGHT = 1200;
/** The least that is drawn above and below what is seen, in px. */
const MARGIN = 600;

type Drawn = { first: string | undefined; count: number; span: Span; version: number };

const initial = (messages: readonly Message[]): Drawn => ({
  first: messages[0]?.id,
  count: messages.length,
  span: lastRows(messages, FIRST_HEIGHT + MARGIN),
  version: 0,
});

/** The same rows in a list that begins or ends with other messages. */
function follow(drawn: Drawn, messages: readonly Message[]): Drawn {
  const shift = messages.findIndex(({ id }) => id === drawn.first);
  if (shift === -1 || drawn.count === 0) return initial(messages);
  const span = movedSpan(drawn.span, drawn.count, messages.length, shift);
  return { ...drawn, first: messages[0]?.id, count: messages.length, span };
}

/**
 * Which rows of a thread are drawn: those in sight and some around them.
 *
 * The rows stand in the normal flow of the page between gaps as high as what is left out. So a row
 * that grows (an answer being written, an image) needs nothing from here, and browsers keep the
 * reader's place by themselves, also inside of a row.
 */
export function useWindow(
  viewport: RefObject<HTMLElement | null>,
  list: RefObject<HTMLElement | null>,
  messages: readonly Message[],
) {
  const [rows] = useState(() => new RowWatcher());
  const [drawn, setDrawn] = useState(() => initial(messages));
  if (drawn.count !== messages.length || drawn.first !== messages[0]?.id) {
    setDrawn(follow(drawn, messages));
  }
  const latest = useRef(messages);
  useLayoutEffect(() => {
    latest.current = messages;
  }, [messages]);

  useEffect(() => {
    const [scroller, content] = [viewport.current, list.current];
    if (scroller === null || content === null) return;
    const look = () => {
      const height = scroller.clientHeight;
      // Hidden chats have no viewport to speak of.
      if (height === 0) return;
      const top = scroller.getBoundingClientRect().top - content.getBoundingClientRect().top;
      const tops = rows.heights.tops(latest.current);
      setDrawn((before) => {
        if (before.count !== latest.current.length) return before;
        const view = { top, bottom: top + height };
        const span = nextSpan(before.span, tops, view, Math.max(MARGIN, height));
        return span === before.span ? before : { ...before, span };
      });
    };
    const unwatch = rows.watch({
      viewport: scroller,
      list: content,
      onChange: ({ resized }) => {
        if (resized) setDrawn((before) => ({ ...before, version: before.version + 1 }));
        look();
      },
    });
    // At once: a reader who drags the scroll bar must not see a gap.
    const onScroll = () => {
      flushSync(look);
    };
    scroller.addEventListener('scroll', onScroll, { passive: true });
    return () => {
      scroller.removeEventListener('scroll', onScroll);
      unwatch();
    };
  }, [viewport, list, rows]);

  return { span: drawn.span, tops: rows.heights.tops(messages), observeRow: rows.observe };
}

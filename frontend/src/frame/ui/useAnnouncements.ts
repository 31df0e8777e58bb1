import { useEffect, useLayoutEffect, useRef, useState } from 'react';

import { useWords } from '../i18n/context';
import type { Message } from '../state/types';
import { nextAnnouncement } from './announcement';
import { answerText, isActive } from './parts';

/** Often enough to follow, seldom enough that a screen reader finishes a sentence. */
const INTERVAL_MS = 2500;

/** What a live region says about the newest answer: sentences, not tokens. */
export function useAnnouncements(messages: readonly Message[]): string {
  const words = useWords();
  const [said, setSaid] = useState('');
  const latest = messages.at(-1);
  const answer = latest?.role === 'assistant' ? latest : null;
  const active = answer !== null && isActive(answer);
  const current = useRef(answer);
  // A layout effect: the clean-up below must see the answer that ended, not the one before.
  useLayoutEffect(() => {
    current.current = answer;
  }, [answer]);

  const id = answer?.id ?? null;
  useEffect(() => {
    // Answers that were complete when they came (a loaded thread) are not read aloud.
    if (!active || id === null) return;
    let upTo = 0;
    const say = (complete: boolean) => {
      if (!current.current) return;
      const next = nextAnnouncement(answerText(current.current), upTo, complete);
      upTo = next.upTo;
      const end = complete ? ` ${words.answerComplete}` : '';
      if (next.text || complete) setSaid(`${next.text}${end}`.trim());
    };
    const begin = setTimeout(() => {
      setSaid(words.answering);
    });
    const timer = setInterval(() => {
      say(false);
    }, INTERVAL_MS);
    return () => {
      clearTimeout(begin);
      clearInterval(timer);
      if (current.current?.id === id && !isActive(current.current)) say(true);
    };
  }, [active, id, words]);

  return said;
}

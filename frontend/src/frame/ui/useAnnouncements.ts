import { useEffect, useLayoutEffect, useRef, useState } from 'react';

import { useWords } from '../i18n/context';
import { stopReason } from '../i18n/stopReason';
import { isQueued } from '../state/queue';
import type { AssistantMessage, Message } from '../state/types';
import { nextAnnouncement } from './announcement';
import { answerText, isActive } from './parts';

/** Often enough to follow, seldom enough that a screen reader finishes a sentence. */
const INTERVAL_MS = 2500;

/** What a live region says about the newest answer: sentences, not tokens. */
export function useAnnouncements(messages: readonly Message[]): string {
  const words = useWords();
  const [said, setSaid] = useState('');
  // Those that wait are always the last ones.
  const waiting = messages.length - 1 - messages.findLastIndex((message) => !isQueued(message));
  const [known, setKnown] = useState(waiting);
  if (waiting !== known) {
    setKnown(waiting);
    if (waiting > known) setSaid(words.queued);
  }
  const newest = messages[messages.length - waiting - 1];
  const active = newest?.role === 'assistant' && isActive(newest);
  const id = newest?.id;
  const latest = useRef(messages);
  // A layout effect: the clean-up below must see the answer that ended, not the one before.
  useLayoutEffect(() => {
    latest.current = messages;
  }, [messages]);

  const toldEnd = useRef(false);
  useEffect(() => {
    const followsAnother = toldEnd.current;
    toldEnd.current = false;
    // Answers that were complete when they came (a loaded thread) are not read aloud.
    if (!active) return;
    const ending = ({ status, stopReason: told }: AssistantMessage) => {
      if (status === 'done') return words.answerComplete;
      // What failed is said by its alert.
      if (status !== 'stopped') return '';
      return told === undefined ? words.stopped : `${words.stopped}: ${stopReason(words, told)}`;
    };
    let upTo = 0;
    const say = (atEnd: boolean) => {
      const answer = latest.current.find((message) => message.id === id);
      if (answer?.role !== 'assistant' || isActive(answer) === atEnd) return;
      const next = nextAnnouncement(answerText(answer), upTo, atEnd);
      upTo = next.upTo;
      toldEnd.current = atEnd;
      const news = `${next.text} ${ending(answer)}`.trim();
      if (news) setSaid(news);
    };
    const begin = setTimeout(() => {
      // The next in the queue starts at once: the end of the answer before it is still being read.
      if (!followsAnother) setSaid(words.answering);
    });
    const timer = setInterval(() => {
      say(false);
    }, INTERVAL_MS);
    return () => {
      clearTimeout(begin);
      clearInterval(timer);
      say(true);
    };
  }, [active, id, words]);

  return said;
}

import { ThumbsDown, ThumbsUp } from 'lucide-react';
import { useEffect, useRef } from 'react';

import { useWords } from '../../i18n/context';
import type { ChatActions } from '../../state/store';
import type { AssistantMessage } from '../../state/types';
import { IconButton } from '../IconButton';
import styles from './actions.module.css';

type Props = {
  message: Pick<AssistantMessage, 'id' | 'rating'>;
  actions: Pick<ChatActions, 'loadRating' | 'rate'>;
};

/** Thumbs up and down; pressing the chosen one again takes the vote back. */
export function FeedbackButtons({ message: { id, rating }, actions }: Props) {
  const words = useWords().messages;
  const group = useRef<HTMLDivElement>(null);
  const { loadRating, rate } = actions;

  // Earlier votes are asked for when an answer comes into sight: a long thread has many.
  useEffect(() => {
    if (group.current === null || !('IntersectionObserver' in window)) return;
    const observer = new IntersectionObserver((entries) => {
      if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
      observer.disconnect();
      loadRating(id);
    });
    observer.observe(group.current);
    return () => {
      observer.disconnect();
    };
  }, [id, loadRating]);

  const thumb = (value: 'like' | 'dislike', icon: typeof ThumbsUp) => (
    <IconButton
      icon={icon}
      label={words[value]}
      size={16}
      filled={rating === value}
      pressed={rating === value}
      onClick={() => {
        rate(id, rating === value ? null : value);
      }}
    />
  );
  return (
    <div ref={group} className={styles.feedback}>
      {thumb('like', ThumbsUp)}
      {thumb('dislike', ThumbsDown)}
    </div>
  );
}

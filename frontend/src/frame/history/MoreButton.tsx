import { useEffect, useRef } from 'react';

import { useWords } from '../i18n/context';
import styles from './History.module.css';

type Props = { loading: boolean; onMore: () => void };

/** Loads the next page when it comes into sight; a button for who does not scroll. */
export function MoreButton({ loading, onMore }: Props) {
  const words = useWords();
  const button = useRef<HTMLButtonElement>(null);

  useEffect(() => {
    if (loading || button.current === null || !('IntersectionObserver' in window)) return;
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some(({ isIntersecting }) => isIntersecting)) onMore();
      },
      { rootMargin: '200px' },
    );
    observer.observe(button.current);
    return () => {
      observer.disconnect();
    };
  }, [loading, onMore]);

  return (
    <button ref={button} type="button" className={styles.more} disabled={loading} onClick={onMore}>
      {loading ? words.history.loading : words.history.more}
    </button>
  );
}

import { Image as ImageIcon } from 'lucide-react';
import { useState } from 'react';

import { useWords } from '../i18n/context';
import { Icon } from '../ui/Icon';
import { safeImage } from './links';
import styles from './Markdown.module.css';
import { useAllowed } from './mediaHosts';

/**
 * An image in an answer, loaded only from hosts that the app allows or when the reader asks.
 *
 * Its address can carry data out of the conversation, so that drawing it would be a leak.
 */
export function RemoteImage({ src, alt }: { src: string; alt: string }) {
  const words = useWords();
  const [shown, setShown] = useState(false);
  const url = safeImage(src);
  const allowed = useAllowed(url);
  const name = alt || words.image;
  if (!url) return <span>{alt}</span>;
  if (allowed || shown) {
    return <img className={styles.image} src={url.href} alt={alt} referrerPolicy="no-referrer" />;
  }
  return (
    <button
      type="button"
      className={styles.imagePlaceholder}
      title={url.href}
      onClick={() => {
        setShown(true);
      }}
    >
      <Icon of={ImageIcon} />
      <span>
        <span className={styles.imageName}>{name}</span>
        <span className={styles.imageNote}>{words.imageNotLoaded(url.host)}</span>
      </span>
    </button>
  );
}

import type { ReactNode } from 'react';

import { linkHost, namesAnotherHost } from './links';
import styles from './ExternalLink.module.css';

type Props = { url: URL; text: string; children: ReactNode };

/** A link out of the page. Words that name another place than it leads to do not stand alone. */
export function ExternalLink({ url, text, children }: Props) {
  const host = linkHost(url);
  return (
    <>
      <a href={url.href} title={host} target="_blank" rel="noopener noreferrer">
        {children}
      </a>
      {namesAnotherHost(text, url) && <small className={styles.host}> ({host})</small>}
    </>
  );
}

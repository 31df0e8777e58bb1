import { useLayoutEffect, useRef, useState } from 'react';

import { stateAddress, type View, writeHash } from './address';
import styles from './Gallery.module.css';

const SIDE_BY_SIDE = 420;

/** A state in a frame of its own as in an app. */
export function Preview({ name, view }: { name: string; view: View }) {
  const frame = useRef<HTMLIFrameElement>(null);
  const address = stateAddress(name, view);
  // Only what stands behind the # changes later, and that must not reload the page.
  const [first] = useState(address);
  useLayoutEffect(() => {
    const hash = address.slice(address.indexOf('#'));
    const page = frame.current?.contentWindow;
    if (page && page.location.href !== 'about:blank' && page.location.hash !== hash) {
      page.location.replace(hash);
    }
  }, [address]);

  const alone = view.state !== null;
  const width = view.width ?? (alone ? null : SIDE_BY_SIDE);
  return (
    <figure className={styles.preview} style={{ width: width ?? '100%' }}>
      <figcaption>
        <a href={writeHash({ ...view, state: name })}>{name}</a>
        <a href={address} target="_blank" rel="noreferrer">
          alone
        </a>
        <a href={stateAddress(name, view, true)} target="_blank" rel="noreferrer">
          live
        </a>
      </figcaption>
      <iframe ref={frame} title={name} src={first} loading="lazy" />
    </figure>
  );
}

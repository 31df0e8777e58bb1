import { memo, useLayoutEffect, useRef } from 'react';

import { lazyModule } from '../../ui/lazyModule';
import styles from './formula.module.css';

const useTypesetting = lazyModule(() => import('./typeset'));

type Props = { tex: string; display: boolean };

/** A formula; its source, until the typesetting is loaded and where it cannot be read. */
export const Formula = memo(function Formula({ tex, display }: Props) {
  const typesetting = useTypesetting(true);
  const place = useRef<HTMLElement>(null);

  useLayoutEffect(() => {
    const element = place.current;
    if (element === null || typesetting === null) return;
    const drawn = typesetting.typeset(tex, display, element);
    if (!drawn) element.textContent = tex;
    element.dataset.drawn = String(drawn);
    // What scrolls must be in reach of the keyboard.
    if (display && element.scrollWidth > element.clientWidth) element.tabIndex = 0;
  }, [typesetting, tex, display]);

  const look = { className: display ? styles.display : styles.inline, dir: 'ltr' };
  if (typesetting === null) {
    return (
      <span key="source" {...look} data-drawn="false">
        {tex}
      </span>
    );
  }
  return <span key="typeset" ref={place} {...look} />;
});

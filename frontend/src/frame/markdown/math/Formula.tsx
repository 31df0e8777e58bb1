import { memo, useLayoutEffect, useRef } from 'react';

import { useWords } from '../../i18n/context';
import { lazyModule } from '../../ui/lazyModule';
import { ScrollBox } from '../../ui/ScrollBox';
import styles from './formula.module.css';

const useTypesetting = lazyModule(() => import('./typeset'));

type Props = { tex: string; display: boolean };

/** A formula; its source, until the typesetting is loaded and where it cannot be read. */
export const Formula = memo(function Formula({ tex, display }: Props) {
  const typesetting = useTypesetting(true);
  const words = useWords();
  const place = useRef<HTMLElement>(null);

  useLayoutEffect(() => {
    const element = place.current;
    if (element === null || typesetting === null) return;
    const drawn = typesetting.typeset(tex, display, element);
    if (!drawn) element.textContent = tex;
    element.dataset.drawn = String(drawn);
  }, [typesetting, tex, display]);

  const formula =
    typesetting === null ? (
      <span key="source" className={styles.formula} data-drawn="false">
        {tex}
      </span>
    ) : (
      <span key="typeset" ref={place} className={styles.formula} />
    );
  if (!display) {
    return (
      <span className={styles.inline} dir="ltr">
        {formula}
      </span>
    );
  }
  return (
    <span className={styles.display} dir="ltr">
      <ScrollBox key={formula.key} as="span" label={words.formula}>
        {formula}
      </ScrollBox>
    </span>
  );
});

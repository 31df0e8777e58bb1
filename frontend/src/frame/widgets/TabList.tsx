import { type KeyboardEvent, type ReactNode, useId, useRef, useState } from 'react';

import fading from '../ui/fading.module.css';
import { fadeOf, useHiddenEdges } from '../ui/useHiddenEdges';
import styles from './tabs.module.css';

type Props = { titles: readonly string[]; panel: (at: number) => ReactNode };

/** Tabs as the keyboard expects them: arrows move, Home and End jump. */
export function TabList({ titles, panel }: Props) {
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const edges = useHiddenEdges(list, titles.length);
  const [chosen, setChosen] = useState(0);
  const at = Math.min(chosen, titles.length - 1);
  const onKeyDown = (event: KeyboardEvent) => {
    const rtl = getComputedStyle(event.currentTarget).direction === 'rtl';
    const step = rtl ? -1 : 1;
    const goal = { ArrowRight: at + step, ArrowLeft: at - step, Home: 0, End: -1 }[event.key];
    if (goal === undefined) return;
    event.preventDefault();
    const next = (goal + titles.length) % titles.length;
    setChosen(next);
    list.current?.querySelectorAll('button')[next]?.focus();
  };
  if (titles.length === 0) return null;
  return (
    <div className={styles.tabs}>
      <div
        ref={list}
        role="tablist"
        className={`${fading.edges ?? ''} ${styles.tabList ?? ''}`}
        {...fadeOf(edges)}
        onKeyDown={onKeyDown}
      >
        {titles.map((title, tab) => (
          <button
            key={tab}
            type="button"
            role="tab"
            id={`${id}-tab-${tab}`}
            aria-selected={tab === at}
            aria-controls={`${id}-panel`}
            tabIndex={tab === at ? 0 : -1}
            onClick={() => {
              setChosen(tab);
            }}
          >
            {title}
          </button>
        ))}
      </div>
      <div role="tabpanel" id={`${id}-panel`} aria-labelledby={`${id}-tab-${at}`}>
        {panel(at)}
      </div>
    </div>
  );
}

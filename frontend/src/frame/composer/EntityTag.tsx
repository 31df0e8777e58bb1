import { useEffect, useId, useState } from 'react';

import { mentionOf, type Entity } from '../protocol/entities';
import styles from './Chips.module.css';
import { useEntityHandlers } from './entityContext';

/** A pointer that only passes by asks for nothing. */
const PAUSE_MS = 250;

/** A mention that can be clicked and looked at, as far as the host has something to say. */
export function EntityTag({ entity }: { entity: Entity }) {
  const { click, preview } = useEntityHandlers();
  const id = useId();
  const [near, setNear] = useState(false);
  const [shown, setShown] = useState(false);
  const interactive = entity.interactive !== false && (click !== null || preview !== null);

  useEffect(() => {
    if (!near || preview === null) return;
    let current = true;
    const timer = setTimeout(() => {
      preview(entity).then(
        (card) => {
          if (current && card !== null) setShown(true);
        },
        () => undefined,
      );
    }, PAUSE_MS);
    return () => {
      current = false;
      clearTimeout(timer);
      setShown(false);
    };
  }, [near, preview, entity]);

  if (!interactive) return <span className={styles.tag}>{mentionOf(entity)}</span>;
  const approach = () => {
    setNear(true);
  };
  const leave = () => {
    setNear(false);
  };
  return (
    <span className={styles.entity} onPointerEnter={approach} onPointerLeave={leave}>
      <button
        type="button"
        className={styles.tag}
        aria-describedby={shown ? id : undefined}
        onFocus={approach}
        onBlur={leave}
        onKeyDown={(event) => {
          if (event.key !== 'Escape' || !shown) return;
          event.preventDefault();
          leave();
        }}
        onClick={() => click?.(entity)}
      >
        {mentionOf(entity)}
      </button>
      {shown && (
        <span id={id} role="tooltip" className={styles.preview}>
          <b dir="auto">{entity.title}</b>
          {entity.group !== undefined && <span dir="auto">{entity.group}</span>}
        </span>
      )}
    </span>
  );
}

import { useEffect, useId, useState } from 'react';

import { mentionOf, type Entity } from '../protocol/entities';
import styles from './Chips.module.css';
import { useEntityHandlers } from './entityContext';
import { EntityPreview } from './EntityPreview';

/** A pointer that only passes by asks for nothing. */
const PAUSE_MS = 250;

/** A mention that can be clicked and looked at, as far as the host has something to say. */
export function EntityTag({ entity }: { entity: Entity }) {
  const { click, preview } = useEntityHandlers();
  const id = useId();
  const [near, setNear] = useState(false);
  const [card, setCard] = useState<unknown>(null);
  const interactive = entity.interactive !== false && (click !== null || preview !== null);

  useEffect(() => {
    if (!near || preview === null) return;
    let current = true;
    const timer = setTimeout(() => {
      preview(entity).then(
        (answer) => {
          if (current) setCard(answer);
        },
        () => undefined,
      );
    }, PAUSE_MS);
    return () => {
      current = false;
      clearTimeout(timer);
      setCard(null);
    };
  }, [near, preview, entity]);

  if (!interactive) return <bdi className={styles.tag}>{mentionOf(entity)}</bdi>;
  const approach = () => {
    setNear(true);
  };
  const leave = () => {
    setNear(false);
  };
  return (
    <span onPointerEnter={approach} onPointerLeave={leave}>
      <button
        type="button"
        className={styles.tag}
        dir="auto"
        aria-describedby={card === null ? undefined : id}
        onFocus={approach}
        onBlur={leave}
        onKeyDown={(event) => {
          if (event.key !== 'Escape' || card === null) return;
          event.preventDefault();
          leave();
        }}
        onClick={() => click?.(entity)}
      >
        {mentionOf(entity)}
      </button>
      {card !== null && <EntityPreview id={id} entity={entity} card={card} />}
    </span>
  );
}

import { useLayoutEffect, useMemo, useRef } from 'react';

import type { Entity } from '../protocol/entities';
import type { WidgetPart } from '../state/types';
import { WidgetSection } from '../widgets/WidgetSection';
import styles from './Chips.module.css';

/** Distance from the edges of the page, in px. */
const MARGIN = 8;

type Props = { id: string; entity: Entity; card: unknown };

/** What the host shows of an entity, beside its mention and above everything else. */
export function EntityPreview({ id, entity, card }: Props) {
  const panel = useRef<HTMLDivElement>(null);
  const part = useMemo<WidgetPart>(
    () => ({
      type: 'widget',
      id: `entity-${entity.id}`,
      data: { widgets: [{ name: entity.title, widget: card }] },
    }),
    [entity, card],
  );

  useLayoutEffect(() => {
    const { current } = panel;
    const tag = current?.parentElement?.getBoundingClientRect();
    if (!current || !tag) return;
    const place = () => {
      const { width, height } = current.getBoundingClientRect();
      const room = innerWidth - width - MARGIN;
      current.style.left = `${Math.max(MARGIN, Math.min(tag.left, room))}px`;
      current.style.top = `${tag.top - height >= MARGIN ? tag.top - height : tag.bottom}px`;
    };
    current.showPopover();
    place();
    const observer = new ResizeObserver(place);
    observer.observe(current);
    return () => {
      observer.disconnect();
    };
  }, []);

  return (
    <div ref={panel} id={id} role="tooltip" popover="manual" className={styles.preview}>
      <b dir="auto">{entity.title}</b>
      {entity.group !== undefined && <span dir="auto">{entity.group}</span>}
      <WidgetSection part={part} />
    </div>
  );
}

import { asList, asName, asRecord, asText, isRecord, type JsonRecord } from './json';
import type { Reference } from './references';

/** Something of the app that a message can mention, as the host describes it. */
export type Entity = {
  id: string;
  title: string;
  icon?: string;
  group?: string;
  /** False: it is neither clicked nor previewed. */
  interactive?: boolean;
  data?: JsonRecord;
};

export function parseEntities(raw: unknown): readonly Entity[] {
  return asList(raw).flatMap((item) => {
    const entity = parseEntity(item);
    return entity === null ? [] : [entity];
  });
}

export function parseEntity(raw: unknown): Entity | null {
  const fields = asRecord(raw);
  const id = asText(fields.id);
  const title = asName(fields.title);
  if (id === null || title === null) return null;
  const icon = asText(fields.icon);
  const group = asText(fields.group);
  return {
    id,
    title,
    ...(icon !== null && { icon }),
    ...(group !== null && { group }),
    ...(typeof fields.interactive === 'boolean' && { interactive: fields.interactive }),
    ...(isRecord(fields.data) && { data: fields.data }),
  };
}

/**
 * The form in which a mentioned entity is sent. The API has no field for entities; servers put the
 * text of a quote before the agent, and pass its other fields on.
 */
export function entityReference(entity: Entity): Reference {
  const { id, title, group, data = {} } = entity;
  const facts = { id, ...(group !== undefined && { group }), ...data };
  const details = Object.entries(facts).map(([name, value]) => {
    const text = typeof value === 'string' ? value : JSON.stringify(value);
    return `${name}: ${text}`;
  });
  return {
    type: 'quote',
    id,
    label: title,
    ...(group !== undefined && { source: group }),
    text: `${title} (${details.join('; ')})`,
    entity,
  };
}

/** The entity that a reference stands for, or `null`. */
export function referencedEntity(reference: Reference): Entity | null {
  return parseEntity(reference.entity);
}

/** How a message mentions the entity. */
export function mentionOf({ title }: Entity): string {
  return `@${title}`;
}

import { asList, asRecord, asText, isRecord } from '../../protocol/json';
import { contentsToValues, mergeModel, readPath, writePath, type Surface } from './model';

type Draft = Surface & { begun: boolean };

/**
 * The surfaces that a list of A2UI messages describes, in order of their appearance. A surface is
 * shown once its rendering has begun and its root is known.
 */
export function readMessages(messages: readonly unknown[]): readonly Surface[] {
  const surfaces = new Map<string, Draft>();
  for (const message of messages) apply(surfaces, asRecord(message));
  return [...surfaces.values()]
    .filter(({ begun, root, components }) => begun && Object.hasOwn(components, String(root)))
    .map(({ root, components, model, styles }) => ({ root, components, model, styles }));
}

function apply(surfaces: Map<string, Draft>, message: Readonly<Record<string, unknown>>): void {
  const { surfaceUpdate, dataModelUpdate, beginRendering, deleteSurface } = message;
  const update = [surfaceUpdate, dataModelUpdate, beginRendering, deleteSurface].find(isRecord);
  if (!update) return;
  const id = asText(update.surfaceId) ?? '';
  const draft = surfaces.get(id) ?? {
    root: null,
    components: {},
    model: {},
    styles: null,
    begun: false,
  };
  if (update === deleteSurface) surfaces.delete(id);
  else if (update === surfaceUpdate) {
    const added = asList(update.components).flatMap(readComponent);
    surfaces.set(id, {
      ...draft,
      components: { ...draft.components, ...Object.fromEntries(added) },
    });
  } else if (update === dataModelUpdate) {
    const path = asText(update.path) ?? '/';
    const values = contentsToValues(update.contents);
    const merged = mergeModel(asRecord(readPath(draft.model, path)), values);
    surfaces.set(id, { ...draft, model: writePath(draft.model, path, merged) });
  } else {
    surfaces.set(id, { ...draft, root: update.root, styles: update.styles, begun: true });
  }
}

/** `{id, component: {Text: {…}}, weight?}` as a node of the other form. */
function readComponent(raw: unknown): [string, unknown][] {
  const { id, component, weight } = asRecord(raw);
  const [named] = Object.entries(asRecord(component));
  if (typeof id !== 'string' || named === undefined) return [];
  const [type, properties] = named;
  return [[id, { id, type, properties: asRecord(properties), weight }]];
}

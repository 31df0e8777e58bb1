import { asList, asRecord, asText, isRecord, type JsonRecord } from '../../protocol/json';
import { absolutePath, readPath, writePath, type Model, type Surface } from './model';

/** A component with its children in place. `context` is where its relative paths begin. */
export type Node = {
  /** Unique within the surface. */
  key: string;
  type: string;
  properties: JsonRecord;
  weight: number | null;
  context: string;
  /** Children by the property that holds them. */
  slots: Readonly<Record<string, readonly Node[]>>;
  /** Titles of tabs are beside their children. */
  titles: readonly unknown[];
};

/** More than this is a mistake, or a graph that repeats itself. */
const MAX_NODES = 2_000;
const MAX_DEPTH = 60;

const SLOTS = ['child', 'children', 'entryPointChild', 'contentChild'];

/** Builds the tree: ids become nodes, and templates become one node per item of the model. */
export function buildTree(surface: Surface, model: Model): Node | null {
  return new TreeBuilder(surface, model).node(surface.root, '/', [], 'root');
}

class TreeBuilder {
  #left = MAX_NODES;

  constructor(
    readonly surface: Surface,
    readonly model: Model,
  ) {}

  node(raw: unknown, context: string, above: readonly string[], key: string): Node | null {
    const found = typeof raw === 'string' ? this.#lookUp(raw, above) : raw;
    if (!isRecord(found) || this.#left <= 0 || above.length > MAX_DEPTH) return null;
    this.#left -= 1;
    const properties = asRecord(found.properties);
    const own = asText(found.dataContextPath);
    const inner = own === null ? context : absolutePath(own, context);
    const path = [...above, typeof raw === 'string' ? raw : ''];
    const tabs = asList(properties.tabItems).map(asRecord);
    const slots = Object.fromEntries([
      ...SLOTS.map((slot) => [slot, this.#children(properties[slot], inner, path, key)] as const),
      ['tabs', tabs.map(({ child }, at) => this.node(child, inner, path, `${key}.${at}`))] as const,
    ]);
    return {
      key,
      type: asText(found.type) ?? '',
      properties,
      weight: typeof found.weight === 'number' ? found.weight : null,
      context: inner,
      // A tab without content keeps its place beside its title.
      slots: Object.fromEntries(
        Object.entries(slots).map(([slot, nodes]) => [slot, nodes.map((node) => node ?? EMPTY)]),
      ),
      titles: tabs.map(({ title }) => title),
    };
  }

  /** A component that contains itself would never end. */
  #lookUp(id: string, above: readonly string[]): unknown {
    return above.includes(id) ? null : this.surface.components[id];
  }

  #children(raw: unknown, context: string, above: readonly string[], key: string): Node[] {
    const { explicitList, template } = asRecord(raw);
    const make = (child: unknown, at: number | string, place = context) =>
      this.node(child, place, above, `${key}/${at}`) ?? [];
    if (isRecord(template)) {
      const binding = absolutePath(asText(template.dataBinding) ?? '/', context);
      const items = readPath(this.model, binding);
      const keys = Array.isArray(items) ? items.map((_, at) => at) : Object.keys(asRecord(items));
      return keys.flatMap((item) => make(template.componentId, item, `${binding}/${item}`));
    }
    const list = Array.isArray(raw) ? asList(raw) : asList(explicitList);
    if (list.length > 0) return list.flatMap((child, at) => make(child, at));
    return typeof raw === 'string' || (isRecord(raw) && 'type' in raw) ? [make(raw, 0)].flat() : [];
  }
}

const EMPTY: Node = {
  key: '',
  type: 'Column',
  properties: {},
  weight: null,
  context: '/',
  slots: {},
  titles: [],
};

/** A bound value as the model has it, else its literal. */
export function boundValue(bound: unknown, model: Model, context: string): unknown {
  if (!isRecord(bound)) return bound;
  const path = asText(bound.path);
  const found = path === null ? undefined : readPath(model, absolutePath(path, context));
  return found ?? literalOf(bound);
}

/** A bound value as words. */
export function boundText(bound: unknown, model: Model, context: string): string {
  const value = boundValue(bound, model, context);
  if (value === undefined || value === null) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function literalOf(bound: JsonRecord): unknown {
  const { literalString, literalNumber, literalBoolean, literalArray, literal } = bound;
  return literalString ?? literalNumber ?? literalBoolean ?? literalArray ?? literal;
}

/** `{path, literal…}` gives the path its first value. */
export function withInitialValues(model: Model, node: Node | null): Model {
  if (node === null) return model;
  let seeded = model;
  for (const bound of Object.values(node.properties)) {
    if (!isRecord(bound) || typeof bound.path !== 'string') continue;
    const path = absolutePath(bound.path, node.context);
    const initial = literalOf(bound);
    if (initial !== undefined && readPath(seeded, path) === undefined)
      seeded = writePath(seeded, path, initial);
  }
  return Object.values(node.slots).flat().reduce(withInitialValues, seeded);
}

export type A2uiAction = { type: string; payload: JsonRecord };

/** What a button sends: its name, and its context with the values of this moment. */
export function resolveAction(raw: unknown, model: Model, context: string): A2uiAction | null {
  const { name, context: items } = asRecord(raw);
  const type = asText(name);
  if (type === null) return null;
  const entries = asList(items)
    .map(asRecord)
    .filter(({ key }) => asText(key) !== null)
    .map(({ key, value }) => [String(key), boundValue(value, model, context) ?? null] as const);
  return { type, payload: Object.fromEntries(entries) };
}

import { asList, isRecord, type JsonRecord } from '../../protocol/json';

/** The values of a surface; paths such as `/order/items/0` lead into it. */
export type Model = JsonRecord;

/** A surface before its tree is built: `root` is a node, or the id of one in `components`. */
export type Surface = {
  root: unknown;
  components: Readonly<Record<string, unknown>>;
  model: Model;
  styles: unknown;
};

const segments = (path: string) => path.split('/').filter((part) => part !== '' && part !== '.');

/** The absolute path of a bound value; relative ones are meant from `context`. */
export function absolutePath(path: string, context: string): string {
  const base = path.startsWith('/') ? [] : segments(context);
  return `/${[...base, ...segments(path)].join('/')}`;
}

export function readPath(model: unknown, path: string): unknown {
  return segments(path).reduce<unknown>((value, key) => {
    if (Array.isArray(value)) return (value as readonly unknown[])[Number(key)];
    return isRecord(value) && Object.hasOwn(value, key) ? value[key] : undefined;
  }, model);
}

/** A model with one value replaced; what lies on the way there is made where it is missing. */
export function writePath(model: Model, path: string, value: unknown): Model {
  const keys = segments(path);
  if (keys.length === 0) return isRecord(value) ? value : model;
  return write(model, keys, value) as Model;
}

function write(node: unknown, [key, ...rest]: readonly string[], value: unknown): unknown {
  if (key === undefined) return value;
  if (Array.isArray(node)) {
    const items = [...(node as readonly unknown[])];
    const index = Number(key);
    if (Number.isInteger(index) && index >= 0 && index <= items.length)
      items[index] = write(items[index], rest, value);
    return items;
  }
  const fields = isRecord(node) ? node : {};
  const before = Object.hasOwn(fields, key) ? fields[key] : undefined;
  // As entries: the key may be `__proto__`.
  return Object.fromEntries([
    ...Object.entries(fields).filter(([name]) => name !== key),
    [key, write(before, rest, value)],
  ]);
}

/** Fields of both; the second wins. */
export function mergeModel(model: Model, values: Model): Model {
  return { ...model, ...values };
}

/** `[{key, valueString | valueNumber | valueBoolean | valueMap}]` as plain values. */
export function contentsToValues(contents: unknown, depth = 0): Model {
  if (isRecord(contents)) return contents;
  const entries = asList(contents)
    .filter(isRecord)
    .flatMap((entry) => {
      if (typeof entry.key !== 'string' || depth > 20) return [];
      return [[entry.key, entryValue(entry, depth)] as const];
    });
  return Object.fromEntries(entries);
}

function entryValue(entry: JsonRecord, depth: number): unknown {
  if (entry.valueMap !== undefined) return contentsToValues(entry.valueMap, depth + 1);
  if (Array.isArray(entry.valueList)) {
    return asList(entry.valueList).map((item) =>
      isRecord(item) ? entryValue(item, depth + 1) : item,
    );
  }
  return entry.valueString ?? entry.valueNumber ?? entry.valueBoolean ?? entry.value ?? null;
}

import { isRecord, type Json } from './json';

type Kind = 'null' | 'boolean' | 'number' | 'string' | 'list' | 'record';

/** What recorded values have in common: a key is required when every record has it. */
export type Shape = {
  kinds: Set<Kind>;
  items: Shape | null;
  fields: Map<string, { shape: Shape; required: boolean }>;
};

/** What the owner of the agent, the tool or the page puts there; its kind alone is checked. */
const FREE = new Set(['args', 'argsSchema', 'input', 'output', 'widgets']);

export function learnShape(samples: readonly Json[]): Shape {
  const lists = samples.filter(Array.isArray).flat();
  const records = samples.filter(isRecord);
  const keys = new Set(records.flatMap((record) => Object.keys(record)));
  return {
    kinds: new Set(samples.map(kindOf)),
    items: lists.length === 0 ? null : learnShape(lists),
    fields: new Map(
      [...keys].map((key) => {
        const values = records.flatMap((record) => (key in record ? [record[key] ?? null] : []));
        return [key, { shape: learnShape(values), required: values.length === records.length }];
      }),
    ),
  };
}

/** What makes `value` another thing than the recorded ones, one line each. */
export function deviations(shape: Shape, value: Json, path = '$'): string[] {
  const kind = kindOf(value);
  if (!shape.kinds.has(kind)) {
    return [`${path} is ${kind}, not ${[...shape.kinds].join(' or ')}`];
  }
  if (FREE.has(path.slice(path.lastIndexOf('.') + 1))) return [];
  const { items, fields } = shape;
  if (Array.isArray(value) && items !== null) {
    return value.flatMap((item, index) => deviations(items, item, `${path}[${index}]`));
  }
  if (!isRecord(value)) return [];
  const missing = [...fields].filter(([key, { required }]) => required && !(key in value));
  return [
    ...missing.map(([key]) => `${path}.${key} is missing`),
    ...Object.entries(value).flatMap(([key, item]) => {
      const field = fields.get(key);
      const below = `${path}.${key}`;
      return field ? deviations(field.shape, item, below) : [`${below} is not in the contract`];
    }),
  ];
}

function kindOf(value: Json): Kind {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'list';
  if (typeof value === 'object') return 'record';
  return typeof value as 'boolean' | 'number' | 'string';
}

import { asRecord, type Json, type JsonRecord } from './json';

/** The sample, and copies of it with other values at some paths; `undefined` leaves a key out. */
export function vary(
  sample: Json | undefined,
  ...variants: Record<string, Json | undefined>[]
): JsonRecord[] {
  const base = asRecord(sample);
  return [base, ...variants.map((changes) => Object.entries(changes).reduce(change, base))];
}

function change(into: JsonRecord, [path, value]: [string, Json | undefined]): JsonRecord {
  const [key = '', ...rest] = path.split('.');
  const { [key]: old, ...others } = into;
  if (rest.length > 0) return { ...others, [key]: change(asRecord(old), [rest.join('.'), value]) };
  return value === undefined ? others : { ...others, [key]: value };
}

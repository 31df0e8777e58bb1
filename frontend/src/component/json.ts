export type JsonObject = Record<string, unknown>;

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Equality of JSON values; an absent key and `undefined` are the same. */
export function deepEqual(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((item, index) => deepEqual(item, b[index]));
  }
  if (!isObject(a) || !isObject(b)) return false;
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].every((key) =>
    deepEqual(a[key], b[key]),
  );
}

export type PlainError = { name: string; message: string };

export function plainError(error: unknown): PlainError {
  if (error instanceof Error) return { name: error.name, message: error.message };
  return { name: 'Error', message: typeof error === 'string' ? error : JSON.stringify(error) };
}

/** What of a value can be said in JSON: errors as name and message, no files, no functions. */
export function toJson(value: unknown): unknown {
  const text = JSON.stringify(value, (_, item: unknown) => {
    if (item instanceof Error) return plainError(item);
    if (typeof item === 'bigint') return String(item);
    return item instanceof Blob ? undefined : item;
  }) as string | undefined;
  return text === undefined ? null : (JSON.parse(text) as unknown);
}

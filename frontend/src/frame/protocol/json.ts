/** Narrowing helpers for values that came over a wire. */

export type JsonRecord = Readonly<Record<string, unknown>>;

export function isRecord(value: unknown): value is JsonRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function asRecord(value: unknown): JsonRecord {
  return isRecord(value) ? value : {};
}

/** The string, or `null` when it is missing, empty or of another type. */
export function asText(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

export function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** What a table holds under a name that came over a wire, which may be `constructor`. */
export function lookUp<T>(table: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined;
}

/** A name without the characters that turn its direction: `report\u202Efdp.exe` would end in `pdf`. */
export function asName(value: unknown): string | null {
  return asText(asText(value)?.replace(/[\u202A-\u202E\u2066-\u2069]/g, ''));
}

/** Milliseconds since the epoch of an ISO date, or `undefined`. */
export function asTime(value: unknown): number | undefined {
  const time = typeof value === 'string' ? Date.parse(value) : Number.NaN;
  return Number.isNaN(time) ? undefined : time;
}

/** What a server or host said about a failure, as plain text. */
export function asMessage(value: unknown): string | null {
  if (typeof value === 'string') return asText(value.trim());
  if (value instanceof Error) return asText(value.message);
  if (Array.isArray(value)) return asText(value.map(asMessage).filter(Boolean).join('; '));
  if (!isRecord(value)) return null;
  return asMessage(value.message) ?? asMessage(value.error) ?? asMessage(value.detail);
}

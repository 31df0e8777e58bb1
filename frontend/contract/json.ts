export type Json = null | boolean | number | string | Json[] | JsonRecord;
export type JsonRecord = { [key: string]: Json };

export function parseJson(text: string): Json {
  return JSON.parse(text) as Json;
}

export function isRecord(value: Json | undefined): value is JsonRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function asRecord(value: Json | undefined): JsonRecord {
  if (!isRecord(value)) throw new Error(`Not a record: ${JSON.stringify(value)}`);
  return value;
}

export function textOrEmpty(value: Json | undefined): string {
  return typeof value === 'string' ? value : '';
}

import { isObject, plainError, toJson } from './json';

/** The detail of an element's event as JSON; `error` becomes `{"error": {"name", "message"}}`. */
export function eventData(name: string, detail: unknown): unknown {
  if (name === 'error') return { error: plainError(isObject(detail) ? detail.error : detail) };
  return toJson(detail);
}

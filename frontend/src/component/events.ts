import { isObject, type PlainError, plainError, toJson } from './json';

/** What failed, by the detail of the element's `error` event. */
export const errorOf = (detail: unknown): PlainError =>
  plainError(isObject(detail) ? detail.error : detail);

/** The detail of an element's event as JSON; `error` becomes `{"error": {"name", "message"}}`. */
export function eventData(name: string, detail: unknown): unknown {
  if (name === 'error') return { error: errorOf(detail) };
  return toJson(detail);
}

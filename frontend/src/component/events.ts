import { isObject } from './json';

type PlainError = { name: string; message: string };

function plainError(error: unknown): PlainError {
  if (error instanceof Error) return { name: error.name, message: error.message };
  return { name: 'Error', message: typeof error === 'string' ? error : JSON.stringify(error) };
}

/** The detail of an element's event as JSON; `error` becomes `{"error": {"name", "message"}}`. */
export function eventData(name: string, detail: unknown): unknown {
  if (name === 'error') return { error: plainError(isObject(detail) ? detail.error : detail) };
  if (detail === undefined || detail === null) return null;
  const json = JSON.stringify(detail, (_, value: unknown) =>
    value instanceof Error ? plainError(value) : value,
  );
  return JSON.parse(json) as unknown;
}

import { asMessage, asText, isRecord } from './json';

/** An error that the element turns back into its own class. */
export type WireError =
  | { __chatkit_error__: 'IntegrationError'; message: string }
  | { __chatkit_error__: 'HttpError'; message: string; status: number; statusText: string };

/** The host used the chat in a way that it does not support. */
export class IntegrationError extends Error {
  override readonly name = 'IntegrationError';
}

/** The frame has no host to talk to: it was opened outside of a ChatKit element. */
export class StandaloneError extends Error {
  override readonly name = 'StandaloneError';
}

/**
 * The shape in which a failure answers a command. The element makes errors of these two names only;
 * anything else would reach the host as a bare object.
 */
export function toWireError(error: unknown): WireError {
  const message = asMessage(error) ?? 'Unknown error';
  if (isRecord(error) && error.name === 'HttpError' && typeof error.status === 'number') {
    const { status } = error;
    return { __chatkit_error__: 'HttpError', message, status, statusText: message };
  }
  return { __chatkit_error__: 'IntegrationError', message };
}

/**
 * The error with which a host rejected a command: a cloned `Error`, a frame-safe object, or any
 * value that a handler may throw.
 */
export function fromWireError(error: unknown): Error {
  if (error instanceof Error) return error;
  const failure = new Error(
    asMessage(error) ?? 'The host page reported an error without a message.',
  );
  const name = isRecord(error) ? (asText(error.__chatkit_error__) ?? asText(error.name)) : null;
  if (name !== null) failure.name = name;
  return failure;
}

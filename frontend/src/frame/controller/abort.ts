/** Rejects as soon as the signal is aborted, whatever becomes of the promise. */
export function abortable<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = () => {
      reject(new DOMException('The operation was aborted.', 'AbortError'));
    };
    if (signal.aborted) abort();
    signal.addEventListener('abort', abort, { once: true });
    promise.then(resolve, reject).finally(() => {
      signal.removeEventListener('abort', abort);
    });
  });
}

/** A controller that is aborted with the signal, and can be aborted alone. */
export function linkedController(signal: AbortSignal): AbortController {
  const controller = new AbortController();
  const abort = () => {
    controller.abort();
  };
  if (signal.aborted) abort();
  signal.addEventListener('abort', abort, { once: true });
  controller.signal.addEventListener('abort', () => {
    signal.removeEventListener('abort', abort);
  });
  return controller;
}

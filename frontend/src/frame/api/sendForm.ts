export type FormRequest = {
  headers: Readonly<Record<string, string>>;
  form: FormData;
  signal: AbortSignal;
  /** Told how much has left the browser, from 0 to 1. */
  onProgress: (fraction: number) => void;
};

/** Posts a form; rejects when there is no answer. */
export type SendForm = (url: string, request: FormRequest) => Promise<Response>;

/** Statuses whose responses cannot have a body. */
const BODILESS = new Set([101, 204, 205, 304]);

/** Posts a form with XMLHttpRequest, since `fetch` does not tell how much was sent. */
export const sendForm: SendForm = (url, { headers, form, signal, onProgress }) =>
  new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const abort = () => {
      request.abort();
    };
    request.open('POST', url);
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
    request.upload.addEventListener('progress', ({ lengthComputable, loaded, total }) => {
      if (lengthComputable && total > 0) onProgress(loaded / total);
    });
    request.addEventListener('load', () => {
      const { status, responseText } = request;
      resolve(new Response(BODILESS.has(status) ? null : responseText, { status }));
    });
    request.addEventListener('error', () => {
      reject(new TypeError('The file could not be sent.'));
    });
    request.addEventListener('abort', () => {
      reject(new DOMException('The upload was cancelled.', 'AbortError'));
    });
    request.addEventListener('loadend', () => {
      signal.removeEventListener('abort', abort);
    });
    signal.addEventListener('abort', abort);
    request.send(form);
    if (signal.aborted) abort();
  });

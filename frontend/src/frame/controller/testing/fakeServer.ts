import { asRecord, type JsonRecord } from '../../protocol/json';

import type { Access, Probe } from '../../api/access';
import type { SendForm } from '../../api/sendForm';

export type ReceivedRequest = {
  method: string;
  path: string;
  body: JsonRecord;
  form: FormData | null;
  headers: Readonly<Record<string, string>>;
  signal: AbortSignal | null;
  /** It is sent to its end although the page is left. */
  keepalive: boolean;
};

export type Route = (request: ReceivedRequest) => Response | Promise<Response>;

/** The API as far as a test scripts it; an unscripted request is a 404. */
export class FakeServer {
  readonly requests: ReceivedRequest[] = [];
  /** Why requests get no answer, as far as the browser can find out. */
  access: Access | null = null;
  readonly #routes: { pattern: string; route: Route }[] = [];

  /** The newest route wins. A pattern is `METHOD /path`; `*` stands for one segment. */
  on(pattern: string, route: Route): this {
    this.#routes.unshift({ pattern, route });
    return this;
  }

  received(pattern: string): ReceivedRequest[] {
    return this.requests.filter((request) => matches(pattern, request));
  }

  readonly fetch = async (url: string, init: RequestInit): Promise<Response> => {
    const { pathname } = new URL(url);
    const request: ReceivedRequest = {
      method: init.method ?? 'GET',
      path: pathname.replace('/api/ai', ''),
      body: asRecord(typeof init.body === 'string' ? JSON.parse(init.body) : undefined),
      form: init.body instanceof FormData ? init.body : null,
      headers: init.headers as Record<string, string>,
      signal: init.signal ?? null,
      keepalive: init.keepalive ?? false,
    };
    this.requests.push(request);
    // A real network never answers in the same tick.
    await Promise.resolve();
    init.signal?.throwIfAborted();
    const found = this.#routes.find(({ pattern }) => matches(pattern, request));
    return found === undefined ? new Response('{}', { status: 404 }) : found.route(request);
  };

  readonly probe: Probe = () => Promise.resolve(this.access);

  readonly sendForm: SendForm = async (url, { headers, form, signal, onProgress }) => {
    onProgress(0.5);
    return this.fetch(url, { method: 'POST', headers, body: form, signal });
  };
}

function matches(pattern: string, { method, path }: ReceivedRequest): boolean {
  const expression = pattern.replaceAll('*', '[^/]+');
  return new RegExp(`^${expression}$`).test(`${method} ${path}`);
}

/** A stream that the test writes while the chat reads it. */
export class LiveStream {
  readonly #encoder = new TextEncoder();
  #controller: ReadableStreamDefaultController<Uint8Array> | null = null;
  aborted = false;

  readonly route: Route = ({ signal }) => {
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => {
        this.#controller = controller;
      },
    });
    signal?.addEventListener('abort', () => {
      this.aborted = true;
      this.#end((controller) => {
        controller.error(new DOMException('Aborted', 'AbortError'));
      });
    });
    return eventStream(body);
  };

  get isOpen(): boolean {
    return this.#controller !== null;
  }

  write(text: string): void {
    this.#controller?.enqueue(this.#encoder.encode(text));
  }

  close(): void {
    this.#end((controller) => {
      controller.close();
    });
  }

  /** The network is gone. */
  break(): void {
    this.#end((controller) => {
      controller.error(new TypeError('network error'));
    });
  }

  #end(how: (controller: ReadableStreamDefaultController<Uint8Array>) => void): void {
    const controller = this.#controller;
    this.#controller = null;
    if (controller !== null) how(controller);
  }
}

export function eventStream(body: string | ReadableStream<Uint8Array>): Response {
  return new Response(body, { headers: { 'content-type': 'text/event-stream' } });
}

let lastId = 1786953600000;

/** Events as the API frames them, each with an id that is greater than all before. */
export function frames(...payloads: readonly unknown[]): string {
  return payloads
    .map((payload) => `id: ${String((lastId += 1))}-0\ndata: ${JSON.stringify(payload)}\n\n`)
    .join('');
}

export const COMPLETE = 'event: complete\nid: 1786999999999-0\ndata: {"type":"complete"}\n\n';

export const EXECUTION = 'run-1';

const event = (name: string, data: JsonRecord) => ({ type: 'event', event: name, data });

export const messageStart = (id = 'ai-1', executionId = EXECUTION) =>
  event('on_message_start', { id, executionId, role: 'ai', content: '', status: 'thinking' });

export const text = (delta: string) => ({
  type: 'message',
  data: { type: 'text', id: 'txt-1', text: delta },
});

export const messageEnd = (status = 'success') =>
  event('on_message_end', { id: 'ai-1', executionId: EXECUTION, role: 'ai', status });

export const conversationEnd = (status = 'idle', more: JsonRecord = {}) =>
  event('on_conversation_end', { id: 'conv-1', title: 'Title', status, ...more });

/** A whole stream that answers with the text. */
export function answer(delta: string, id = 'ai-1', executionId = EXECUTION): string {
  const body = frames(messageStart(id, executionId), text(delta), messageEnd(), conversationEnd());
  return body + COMPLETE;
}

export const operation = (...calls: readonly JsonRecord[]) => ({
  tasks: [{ interrupts: [{ value: { clientToolCalls: calls } }] }],
});

export const toolCall = (id: string, name = 'show_map') => ({ id, name, args: { city: 'Berlin' } });

/** A whole stream that stops at client tools. */
export function interrupted(...calls: readonly JsonRecord[]): string {
  return interruptedBy(operation(...calls));
}

/** A whole stream that stops at the interrupts of the operation. */
export function interruptedBy(tasks: JsonRecord): string {
  return (
    frames(
      messageStart(),
      text('Opening. '),
      event('on_interrupt', tasks),
      messageEnd(),
      conversationEnd('interrupted', { operation: tasks }),
    ) + COMPLETE
  );
}

import { NOT_THE_API, type ApiClient } from './client';
import { HttpError, NetworkError } from './errors';
import { parseRunEvent, type RunEvent } from './runEvents';
import { readServerSentEvents } from './sse';

/** An event of a run with the cursor from which the run's log can be read on. */
export type StreamedEvent = { event: RunEvent; cursor: string | null };

export type RunStream = AsyncGenerator<StreamedEvent, void, undefined>;

/** Starts, resumes or repeats a run. With a cursor, only what follows it is sent. */
export function streamRun(
  api: ApiClient,
  threadId: string,
  body: unknown,
  { cursor, signal }: { cursor: string | null; signal: AbortSignal },
): Promise<RunStream> {
  const path = `/threads/${encodeURIComponent(threadId)}/runs/stream`;
  return openStream(api.send({ method: 'POST', path, body, lastEventId: cursor, signal }));
}

/** Reads the log of a run that goes on: from its beginning, or after the cursor. */
export function joinRun(
  api: ApiClient,
  threadId: string,
  runId: string,
  { cursor, signal }: { cursor: string | null; signal: AbortSignal },
): Promise<RunStream> {
  const path = `${runPath(threadId, runId)}/stream?cancel_on_disconnect=0`;
  return openStream(api.send({ method: 'GET', path, lastEventId: cursor, signal }));
}

/** Gives a run that goes on a further message. */
export async function startFollowUp(
  api: ApiClient,
  threadId: string,
  body: unknown,
): Promise<void> {
  await api.send({ method: 'POST', path: `/threads/${encodeURIComponent(threadId)}/runs`, body });
}

export async function cancelRun(api: ApiClient, threadId: string, runId: string): Promise<void> {
  await api.send({
    method: 'POST',
    path: `${runPath(threadId, runId)}/cancel?wait=0&action=interrupt`,
  });
}

async function openStream(sent: Promise<Response>): Promise<RunStream> {
  const { body, headers, status } = await sent;
  if (headers.get('content-type')?.startsWith('text/html') === true) {
    await body?.cancel();
    throw new HttpError(status, NOT_THE_API);
  }
  if (body === null) throw new NetworkError('The API answered without a stream.');
  return readEvents(body);
}

async function* readEvents(body: ReadableStream<Uint8Array>): RunStream {
  for await (const message of readServerSentEvents(body)) {
    // The framework numbers its own error events; their ids are not in the run's log.
    const cursor = message.event === 'error' ? null : (message.id ?? null);
    yield { event: parseRunEvent(message), cursor };
  }
}

function runPath(threadId: string, runId: string): string {
  return `/threads/${encodeURIComponent(threadId)}/runs/${encodeURIComponent(runId)}`;
}

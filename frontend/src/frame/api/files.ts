import { asRecord, asText, type JsonRecord } from '../protocol/json';
import { fileId } from '../protocol/files';
import { NOT_THE_API, type ApiClient } from './client';
import { HttpError } from './errors';

/** Where a file belongs, as far as it is known. */
export type UploadTarget = {
  assistantId: string | null;
  threadId: string | null;
  conversationId: string | null;
};

export type UploadOptions = { signal: AbortSignal; onProgress: (fraction: number) => void };

/** Uploads a file for a message. Returns what the API knows it by. */
export async function uploadFile(
  api: ApiClient,
  file: File,
  { assistantId, threadId, conversationId }: UploadTarget,
  { signal, onProgress }: UploadOptions,
): Promise<JsonRecord> {
  const form = new FormData();
  const fields = {
    purpose: 'chat_attachment',
    parseMode: 'auto',
    xpertId: assistantId,
    threadId,
    conversationId,
  };
  for (const [name, value] of Object.entries(fields)) if (value !== null) form.append(name, value);
  form.append('file', file, file.name);
  const handle = asRecord(await api.upload({ path: '/contexts/file', form, signal, onProgress }));
  if (fileId(handle) === null) throw new HttpError(502, NOT_THE_API);
  return handle;
}

/** What the API says about reading the file, such as `parsing`, `ready` and `failed`. */
export async function readFileStatus(
  api: ApiClient,
  id: string,
  signal: AbortSignal,
): Promise<{ status: string | null; error: string | null }> {
  const path = `/files/${encodeURIComponent(id)}/status`;
  const { status, error } = asRecord(await api.json({ method: 'GET', path, signal }));
  return { status: asText(status), error: asText(error) };
}

/** The content of a file that the API serves itself. */
export async function downloadFile(api: ApiClient, id: string): Promise<Blob> {
  const path = `/files/${encodeURIComponent(id)}/content`;
  return (await api.send({ method: 'GET', path })).blob();
}

export async function deleteFile(api: ApiClient, storageId: string): Promise<void> {
  await api.send({ method: 'DELETE', path: `/contexts/file/${encodeURIComponent(storageId)}` });
}

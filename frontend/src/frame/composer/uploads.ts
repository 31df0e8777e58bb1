import type { ApiClient } from '../api/client';
import { toChatError } from '../api/errors';
import { deleteFile, readFileStatus, uploadFile, type UploadTarget } from '../api/files';
import { fileId, storageFileId } from '../protocol/files';
import { asText, type JsonRecord } from '../protocol/json';
import type { Scheduler } from '../controller/scheduler';
import type { Upload } from './types';

export type UploadEnvironment = {
  api: ApiClient;
  scheduler: Scheduler;
  target: () => UploadTarget;
};

type Report = (upload: Upload) => void;

/** How often the API is asked whether it has read a file. */
const STATUS_MS = 2_000;

const UNREAD = new Set(['uploaded', 'scanning', 'parsing']);

/** Uploads files and tells how that goes. */
export class Uploads {
  readonly #env: UploadEnvironment;
  readonly #running = new Map<string, AbortController>();

  constructor(environment: UploadEnvironment) {
    this.#env = environment;
  }

  start(id: string, file: File, report: Report): void {
    const controller = new AbortController();
    this.#running.set(id, controller);
    const { signal } = controller;
    const tell: Report = (upload) => {
      if (!signal.aborted) report(upload);
    };
    tell({ status: 'uploading', progress: 0 });
    void this.#upload(file, signal, tell);
  }

  cancel(id: string): void {
    this.#running.get(id)?.abort();
    this.#running.delete(id);
  }

  /** Removes a file that is not wanted any more; what the API cannot delete stays there. */
  discard(handle: JsonRecord): void {
    const id = storageFileId(handle);
    if (id !== null) void deleteFile(this.#env.api, id).catch(() => undefined);
  }

  async #upload(file: File, signal: AbortSignal, report: Report): Promise<void> {
    const { api, target } = this.#env;
    try {
      const handle = await uploadFile(api, file, target(), {
        signal,
        onProgress: (progress) => {
          report({ status: 'uploading', progress });
        },
      });
      if (signal.aborted) {
        this.discard(handle);
        return;
      }
      report({ status: 'ready', handle });
      await this.#watchReading(handle, signal, report);
    } catch (error) {
      report({ status: 'failed', error: toChatError(error) });
    }
  }

  /** The API reads a file after it has it, and may find that it cannot. */
  async #watchReading(handle: JsonRecord, signal: AbortSignal, report: Report): Promise<void> {
    const id = fileId(handle);
    let status = asText(handle.status);
    while (id !== null && status !== null && UNREAD.has(status)) {
      await this.#env.scheduler.sleep(STATUS_MS, signal);
      if (signal.aborted) return;
      const read = await readFileStatus(this.#env.api, id, signal).catch(() => null);
      status = read?.status ?? null;
      if (status === 'failed') {
        const detail = read?.error ?? null;
        report({ status: 'failed', error: { kind: 'api', ...(detail !== null && { detail }) } });
      } else if (status !== null && !UNREAD.has(status)) {
        report({ status: 'ready', handle: { ...handle, status } });
      }
    }
  }
}

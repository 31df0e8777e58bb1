import { asList, asName, asRecord, asText, type JsonRecord } from './json';

/** A file of a message. */
export type MessageFile = {
  name: string;
  mimeType: string | null;
  size: number | null;
  /** Where the file can be opened; an address of the API's choice. */
  url: string | null;
  /** A picture that this page has itself. */
  preview?: string;
  /** What the API knows the file by; sent as it came. */
  handle: JsonRecord;
};

/** Reads files as the API gives them: handles of uploads, `fileAssets`, and older `attachments`. */
export function parseFiles(raw: unknown): readonly MessageFile[] {
  return asList(raw).flatMap((item) => {
    const handle = asRecord(item);
    if (fileId(handle) === null) return [];
    return [
      {
        name: asName(handle.originalName) ?? asName(handle.name) ?? fileId(handle) ?? '',
        mimeType: asText(handle.mimeType) ?? asText(handle.mimetype),
        size: typeof handle.size === 'number' ? handle.size : null,
        url: asText(handle.fileUrl) ?? asText(handle.url),
        handle,
      },
    ];
  });
}

/**
 * The id of a file that the API serves itself. Its address may be one that only the API's own
 * machine knows, behind a gateway: it is fetched where all other calls go.
 */
export function servedId({ url, handle }: MessageFile): string | null {
  const id = fileId(handle);
  if (id === null || url === null || !URL.canParse(url)) return null;
  return new URL(url).pathname.endsWith(`/files/${encodeURIComponent(id)}/content`) ? id : null;
}

/** The id under which the API tells the state of a file. */
export function fileId(handle: JsonRecord): string | null {
  return asText(handle.fileId) ?? asText(handle.id);
}

/** The id under which the API deletes a file. */
export function storageFileId(handle: JsonRecord): string | null {
  return asText(handle.storageFileId) ?? fileId(handle);
}

/** An attachment of the host, which has been uploaded already, as the API's own handle. */
export function toFileHandle(raw: unknown): JsonRecord {
  const { id, name, mime_type: mimeType, preview_url: url } = asRecord(raw);
  return {
    id,
    fileId: id,
    storageFileId: id,
    originalName: name,
    mimeType,
    ...(url === undefined ? {} : { url }),
  };
}

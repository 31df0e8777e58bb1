import { parseFiles } from '../protocol/files';
import type { AttachmentLimits } from '../protocol/composerOptions';
import type { JsonRecord } from '../protocol/json';
import { sortFiles } from './limits';
import type { Slot, Slots } from './slots';
import type { Attachment } from './types';
import type { Uploads } from './uploads';

/** Addresses under which this page can draw a picture that it has. */
export type Previews = { create: (file: File) => string; revoke: (address: string) => void };

export type AttachingEnvironment = {
  slots: Slots;
  uploads: Uploads;
  previews: Previews;
  newId: () => string;
  limits: () => AttachmentLimits;
};

/** The attachments of the drafts: taking, uploading and giving up files. */
export class Attaching {
  readonly #env: AttachingEnvironment;
  /** What an upload was made of, for doing it again. */
  readonly #files = new Map<string, File>();

  constructor(environment: AttachingEnvironment) {
    this.#env = environment;
  }

  attach(files: readonly File[], how: 'picked' | 'pasted'): void {
    const { slots, limits } = this.#env;
    const slot = slots.current;
    const attached = slot.draft.attachments.length;
    const { accepted, rejections } = sortFiles(files, limits(), attached);
    slots.dispatch({ type: 'files.rejected', rejections });
    const attachments = accepted.map((file) => this.#take(file, how));
    slots.dispatch({ type: 'attachments.added', attachments });
    for (const { id } of attachments) this.#upload(id, slot);
  }

  /** Takes files that the API has already in the place of those that are there. */
  replace(handles: readonly JsonRecord[]): void {
    const { slots, newId } = this.#env;
    for (const { id } of slots.current.draft.attachments) this.#forget(id);
    const attachments = parseFiles(handles).map((file): Attachment => ({
      id: newId(),
      name: file.name,
      mimeType: file.mimeType ?? '',
      size: file.size,
      preview: null,
      role: 'file',
      upload: { status: 'ready', handle: file.handle },
    }));
    slots.dispatch({ type: 'attachments.added', attachments });
  }

  retry(id: string): void {
    this.#upload(id, this.#env.slots.current);
  }

  remove(id: string): void {
    const { slots, uploads, previews } = this.#env;
    const attachment = slots.state.draft.attachments.find((each) => each.id === id);
    if (attachment === undefined) return;
    if (attachment.upload.status === 'ready') uploads.discard(attachment.upload.handle);
    if (attachment.preview !== null) previews.revoke(attachment.preview);
    this.#forget(id);
  }

  /** The message is on its way: nothing is left to be done for its files. */
  release(attachments: readonly Attachment[]): void {
    for (const { id } of attachments) {
      this.#env.uploads.cancel(id);
      this.#files.delete(id);
    }
  }

  #take(file: File, how: 'picked' | 'pasted'): Attachment {
    const { newId, previews } = this.#env;
    const id = newId();
    const isPicture = file.type.startsWith('image/');
    this.#files.set(id, file);
    return {
      id,
      name: file.name,
      mimeType: file.type,
      size: file.size,
      preview: isPicture ? previews.create(file) : null,
      role: isPicture && how === 'pasted' ? 'picture' : 'file',
      upload: { status: 'uploading', progress: 0 },
    };
  }

  #upload(id: string, slot: Slot): void {
    const { slots, uploads } = this.#env;
    const file = this.#files.get(id);
    if (file === undefined) return;
    uploads.start(id, file, (upload) => {
      slots.change(slot, { type: 'attachment.changed', id, upload });
    });
  }

  #forget(id: string): void {
    const { slots, uploads } = this.#env;
    uploads.cancel(id);
    this.#files.delete(id);
    slots.dispatch({ type: 'attachment.removed', id });
  }
}

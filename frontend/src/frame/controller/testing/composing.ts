import { goldenJson } from '../../api/testing/golden';
import { asRecord } from '../../protocol/json';
import { answer, eventStream } from './fakeServer';
import { ready, setUp, type Harness } from './harness';
import { RUN } from './runs';

export const UPLOAD = 'POST /contexts/file';
export const handle = goldenJson('upload-response.json') as Record<string, unknown>;
export const csv = (name = 'a.csv') => new File(['a,b'], name, { type: 'text/csv' });

export const draftOf = ({ store }: Harness) => store.composer.getState().draft;
export const uploads = (chat: Harness) =>
  draftOf(chat).attachments.map(({ upload }) => upload.status);
export const sentInput = (chat: Harness, at = 0) =>
  asRecord(asRecord(chat.server.received(RUN)[at]?.body.input).input);

/** A chat that takes files, whose agent answers “Yes.”. */
export async function composing(options: object = {}): Promise<Harness> {
  const attachments = { enabled: true };
  const chat = await ready(setUp({ composer: { attachments, ...options } }));
  chat.server
    .on(RUN, () => eventStream(answer('Yes.')))
    .on(UPLOAD, () => Response.json(handle, { status: 201 }))
    .on('DELETE /contexts/file/*', () => new Response(null, { status: 202 }));
  return chat;
}

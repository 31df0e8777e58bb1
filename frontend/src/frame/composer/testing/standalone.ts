import type { ApiClient } from '../../api/client';
import { browserScheduler } from '../../controller/scheduler';
import type { OutgoingMessage } from '../../protocol/commands';
import { parseComposerOptions, type ComposerOptions } from '../../protocol/composerOptions';
import { ComposerController, type ComposerEnvironment } from '../controller';
import { tabDrafts } from '../drafts';

export const NO_OPTIONS: ComposerOptions = parseComposerOptions({});

/** A composer without a chat around it: the given parts are real, the others do nothing. */
export function standaloneComposer({
  call = () => Promise.resolve(undefined),
  api = {},
  ...rest
}: Partial<Omit<ComposerEnvironment, 'api' | 'host'>> & {
  call?: ComposerEnvironment['host']['call'];
  api?: Partial<ApiClient>;
  send: (message: OutgoingMessage) => void;
}): ComposerController {
  let ids = 0;
  const unanswered = () => new Promise<never>(() => undefined);
  return new ComposerController({
    api: { send: unanswered, json: unanswered, upload: unanswered, ...api },
    host: { call },
    scheduler: browserScheduler(window),
    target: () => ({ assistantId: 'assistant-1', threadId: null, conversationId: null }),
    newId: () => `local-${(ids += 1)}`,
    drafts: tabDrafts({ get: () => null, set: () => undefined }),
    previews: { create: () => 'data:,', revoke: () => undefined },
    options: () => NO_OPTIONS,
    models: () => [],
    ...rest,
  });
}

import { createApiClient, type ApiClientConfig } from '../api/client';
import type { OutgoingMessage } from '../protocol/commands';
import { parseOptions } from '../protocol/options';
import type { ThreadAction } from '../state/reducer';
import {
  initialSnapshot,
  isEqual,
  withAction,
  withComposerText,
  withFocusRequest,
  withOptions,
} from '../state/snapshot';
import type { AssistantInfo, ChatSnapshot, ChatStore } from '../state/store';
import type { ThemeSource } from '../theme/apply';
import { createActions } from './actions';
import type { Announced } from './announced';
import { createCommits } from './commits';
import { ConnectionController, createHostCredentials } from './connection';
import type { Drafts } from './drafts';
import { createCommandHandler, type ChatCommands } from './hostCommands';
import type { Host } from './hostLink';
import type { Scheduler } from './scheduler';
import { ThreadController } from './threadController';
import { UserPrompts } from './userPrompts';

export type ChatDependencies = {
  host: Host;
  fetch: ApiClientConfig['fetch'];
  scheduler: Scheduler;
  newId: () => string;
  drafts: Drafts;
  announced: Announced;
  /** The host's options as they came. */
  options: unknown;
};

export type Chat = { store: ChatStore; theme: ThemeSource };

/** Starts the chat: connects at once, answers the host from now on. */
export function createChat({
  host,
  fetch,
  scheduler,
  newId,
  drafts,
  announced,
  options: raw,
}: ChatDependencies): Chat {
  let options = parseOptions(raw);
  let loadedAssistant: AssistantInfo | null = null;
  const theme = createCommits(options.theme, (notify) => {
    notify();
  });
  const commits = createCommits<ChatSnapshot>(initialSnapshot(options, drafts.load()), (commit) => {
    scheduler.onNextFrame(commit);
  });

  const credentials = createHostCredentials(host, () => options);
  const settings = () => ({ baseUrl: options.api.baseUrl, locale: options.view.locale });
  const api = createApiClient({ fetch, credentials, settings });
  const assistantId = () => options.api.assistantId ?? credentials.current()?.assistantId ?? null;
  const thread = () => commits.latest().thread;
  const dispatch = (action: ThreadAction) => {
    commits.update((snapshot) => withAction(snapshot, action));
  };

  const prompts = new UserPrompts(newId, dispatch);
  const connection = new ConnectionController({
    api,
    credentials,
    assistantId,
    onStatus: (status) => {
      commits.update((snapshot) => ({ ...snapshot, connection: status }));
    },
    onAssistant: (assistant) => {
      loadedAssistant = assistant;
      commits.update((snapshot) => withOptions(snapshot, options, assistant));
    },
  });
  const threads = new ThreadController({
    api,
    host,
    announced,
    prompts,
    scheduler,
    dispatch,
    newId,
    thread,
    request: () => options.request,
    assistantId,
    isReady: () => connection.isReady,
    ready: () => connection.ready(),
  });

  async function connect(): Promise<void> {
    await connection.connect();
    if (!connection.isReady) return;
    if (thread().error !== null) await threads.reload().catch(ignoreShown);
    threads.drain();
  }

  /** Loading shows its failure in the thread. */
  function open(threadId: string | null): void {
    void threads.open(threadId, { announce: true }).catch(ignoreShown);
  }

  /** Whether the thread is on screen already; one that failed to load is not. */
  function shows(threadId: string | null): boolean {
    const { threadId: current, error } = thread();
    return threadId === current && error === null;
  }

  function setOptions(next: unknown): void {
    const previous = options;
    options = parseOptions(next);
    const { baseUrl, assistantId: expert } = options.api;
    const moved = baseUrl !== previous.api.baseUrl || expert !== previous.api.assistantId;
    if (moved) loadedAssistant = null;
    commits.update((snapshot) => withOptions(snapshot, options, loadedAssistant));
    theme.update((current) => (isEqual(options.theme, current) ? current : options.theme));
    if (moved) {
      credentials.forget();
      void connect();
      open(options.initialThread ?? null);
    } else if (
      options.initialThread !== previous.initialThread &&
      options.initialThread !== undefined &&
      !shows(options.initialThread)
    ) {
      open(options.initialThread);
    }
  }

  const commands: ChatCommands = {
    setOptions,
    send: (message: OutgoingMessage) => {
      threads.send(message);
    },
    newThread: () => void threads.open(null, { announce: false }),
    setComposerText: (text) => {
      commits.update((snapshot) => withComposerText(snapshot, text));
    },
    focusComposer: () => {
      commits.update(withFocusRequest);
    },
    setThread: async (threadId) => {
      if (threadId !== null && shows(threadId)) return;
      await threads.open(threadId, { announce: false });
    },
    reload: () => threads.reload(),
  };

  void connect();
  if (typeof options.initialThread === 'string') open(options.initialThread);
  host.handleCommands(createCommandHandler(commands));

  return {
    theme: { getTheme: theme.committed, subscribe: theme.subscribe },
    store: {
      getSnapshot: commits.committed,
      subscribe: commits.subscribe,
      actions: createActions({
        threads,
        prompts,
        host,
        drafts,
        update: commits.update,
        open,
        connect: () => void connect(),
      }),
    },
  };
}

function ignoreShown(): void {
  // The failure is part of the state that the interface draws.
}

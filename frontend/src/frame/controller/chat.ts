import { createApiClient, type ApiClientConfig } from '../api/client';
import { downloadFile } from '../api/files';
import type { Previews } from '../composer/attaching';
import { ComposerController } from '../composer/controller';
import type { Drafts } from '../composer/drafts';
import type { HistoryAction } from '../history/state';
import type { ModelOption } from '../protocol/composerOptions';
import { IntegrationError } from '../protocol/errors';
import { parseOptions } from '../protocol/options';
import type { ThreadAction } from '../state/reducer';
import {
  initialSnapshot,
  isEqual,
  withAction,
  withFocusRequest,
  withHistory,
  withOptions,
} from '../state/snapshot';
import type { AssistantInfo, ChatSnapshot, ChatStore } from '../state/store';
import type { ThemeSource } from '../theme/apply';
import { createActions } from './actions';
import type { Announced } from './announced';
import { createCommits } from './commits';
import { ConnectionController, createHostCredentials } from './connection';
import { FeedbackController } from './feedbackController';
import { HistoryController } from './historyController';
import { createCommandHandler, type ChatCommands } from './hostCommands';
import type { Host } from './hostLink';
import { createPetReporter } from './pet';
import type { Scheduler } from './scheduler';
import { ThreadController } from './threadController';
import { UserPrompts } from './userPrompts';
import type { ThreadLink } from './threadLink';
import type { Waiting } from './waiting';

export type ChatDependencies = {
  host: Host;
  fetch: ApiClientConfig['fetch'];
  sendForm: ApiClientConfig['sendForm'];
  probe: ApiClientConfig['probe'];
  previews: Previews;
  /** Has the browser save a content under a name. */
  save: (content: Blob, name: string) => void;
  scheduler: Scheduler;
  newId: () => string;
  drafts: Drafts;
  announced: Announced;
  waiting: Waiting;
  link: ThreadLink;
  /** The host's options as they came. */
  options: unknown;
};

export type Chat = {
  store: ChatStore;
  theme: ThemeSource;
  /** Finishes what would be lost with the page. */
  leave: () => void;
};

/** Starts the chat: connects at once, answers the host from now on. */
export function createChat({
  host,
  fetch,
  sendForm,
  probe,
  previews,
  save,
  scheduler,
  newId,
  drafts,
  announced,
  waiting,
  link,
  options: raw,
}: ChatDependencies): Chat {
  let options = parseOptions(raw);
  let loadedAssistant: AssistantInfo | null = null;
  let offeredModels: readonly ModelOption[] = [];
  const theme = createCommits(options.theme, (notify) => {
    notify();
  });
  const commits = createCommits<ChatSnapshot>(initialSnapshot(options), (commit) => {
    scheduler.onNextFrame(commit);
  });

  const credentials = createHostCredentials(host, () => options);
  const settings = () => ({ baseUrl: options.api.baseUrl, locale: options.view.locale });
  const api = createApiClient({ fetch, sendForm, probe, credentials, settings });
  const assistantId = () => options.api.assistantId ?? credentials.current()?.assistantId ?? null;
  const thread = () => commits.latest().thread;
  const dispatch = (action: ThreadAction) => {
    commits.update((snapshot) => withAction(snapshot, action));
    link.write(thread().threadId);
    if (action.type !== 'thread.opened') threads.keep();
    if (options.view.pet) reportPet(thread());
    if (action.type === 'thread.opened') composer.open(action.threadId);
    if (action.type === 'thread.created') composer.adopt(action.threadId);
  };
  const drawOptions = () => {
    commits.update((snapshot) => withOptions(snapshot, options, loadedAssistant, offeredModels));
  };
  const dispatchHistory = (action: HistoryAction) => {
    commits.update((snapshot) => withHistory(snapshot, action));
  };
  const reportPet = createPetReporter((state) => {
    host.emit('pet_state_change', { state });
  });

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
      drawOptions();
    },
    wantsModels: () => options.view.composer.models.length === 0,
    onModels: (models) => {
      offeredModels = models;
      drawOptions();
    },
  });
  const threads = new ThreadController({
    api,
    host,
    announced,
    waiting,
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
  const composer = new ComposerController({
    api,
    host,
    scheduler,
    newId,
    drafts,
    previews,
    options: () => options.view.composer,
    models: () => commits.latest().models,
    target: () => {
      const { threadId, conversationId } = thread();
      return { assistantId: assistantId(), threadId, conversationId };
    },
    send: (message) => {
      threads.send(message);
    },
  });

  const history = new HistoryController({
    api,
    scheduler,
    assistantId,
    ready: () => connection.ready(),
    history: () => commits.latest().history,
    thread,
    dispatch: dispatchHistory,
    onRenamed: (title) => {
      dispatch({ type: 'thread.renamed', title });
    },
    open,
  });
  const feedback = new FeedbackController({
    api,
    thread,
    dispatch,
    onFailed: () => {
      dispatchHistory({ type: 'noticed', notice: { type: 'failed', what: 'feedback' } });
    },
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
    const parsed = parseOptions(next);
    const { baseUrl, assistantId: expert } = parsed.api;
    const moved = baseUrl !== previous.api.baseUrl || expert !== previous.api.assistantId;
    // What is still to be deleted is deleted where it is.
    if (moved) history.flush();
    options = parsed;
    if (moved) {
      loadedAssistant = null;
      offeredModels = [];
    }
    drawOptions();
    theme.update((current) => (isEqual(options.theme, current) ? current : options.theme));
    if (moved) {
      history.forget();
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
    send: (message) => {
      threads.send({ ...message, extras: { ...composer.model(), ...message.extras } });
    },
    newThread: () => void threads.open(null, { announce: false }),
    setComposer: (value) => {
      composer.setValue(value);
    },
    focusComposer: () => {
      commits.update(withFocusRequest);
    },
    setThread: async (threadId) => {
      if (threadId !== null && shows(threadId)) return;
      await threads.open(threadId, { announce: false });
    },
    reload: () => threads.reload(),
    showHistory: () => {
      if (!options.view.history.enabled) {
        throw new IntegrationError('The history is switched off by the option history.enabled.');
      }
      history.show();
    },
    hideHistory: () => {
      history.hide();
    },
    setPetEnabled: (enabled) => {
      commits.update((snapshot) => ({ ...snapshot, petDismissed: !enabled }));
    },
  };

  void connect();
  const first = link.read() ?? options.initialThread;
  if (typeof first === 'string') open(first);
  host.handleCommands(createCommandHandler(commands));

  return {
    leave: () => {
      history.flush();
    },
    theme: { getTheme: theme.committed, subscribe: theme.subscribe },
    store: {
      getSnapshot: commits.committed,
      subscribe: commits.subscribe,
      actions: createActions({
        host,
        threads,
        prompts,
        history,
        feedback,
        composer,
        update: commits.update,
        saveFile: async (id, name) => {
          save(await downloadFile(api, id), name);
        },
        open,
        connect: () => void connect(),
      }),
      composer: composer.store,
    },
  };
}

function ignoreShown(): void {
  // The failure is part of the state that the interface draws.
}

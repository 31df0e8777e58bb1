import type { ChatKitTheme } from '@xpert-ai/chatkit-types';

import { type ComponentArgs, parseArgs } from './args';
import { Bridge, type Clock } from './bridge/bridge';
import { processedStore } from './bridge/processed';
import { callbacks } from './callbacks';
import type { ChatKitMethods } from './chatkit';
import { runCommand } from './commands';
import { errorOf, eventData } from './events';
import { isObject, plainError } from './json';
import { initialThread, keepThread } from './openThread';
import { clientSecrets } from './secrets';
import { StatusReport } from './status';
import type { TabStorage } from './storage';
import type { Render } from './streamlit/host';
import { chatKitTheme } from './theme';
import { Approvals } from './tools/approvals';
import { ClientTools } from './tools/clientTools';

export type RuntimePorts = {
  mount: string;
  clock: Clock;
  storage: TabStorage;
  setValue: (value: unknown) => void;
  setHeight: (height: number) => void;
  unheard: () => void;
};

/** What Streamlit's newest render amounts to; `args` is `null` when they cannot be read. */
export type Snapshot = { args: ComponentArgs | null; theme: ChatKitTheme };

/** Until the app's style sheet stretches the frame, which it does at once. */
const STRETCHED = 320;

const inlineHeight = ({ height }: ComponentArgs) => (height === 'stretch' ? STRETCHED : height);

/** One mount of the component: between Streamlit's renders, the chat and the bridge. */
export class Runtime {
  readonly #ports: RuntimePorts;
  readonly #bridge: Bridge;
  readonly #tools: ClientTools;
  readonly #listeners = new Set<() => void>();
  readonly approvals = new Approvals();
  #snapshot: Snapshot | null = null;
  #chat: ChatKitMethods | null = null;
  #thread: string | null = null;
  /** What `error` events of the chat said since the newest command. */
  readonly #failures = new Set<string>();
  readonly #status = new StatusReport((status) => {
    this.#bridge.emit('status', status);
  });

  constructor(ports: RuntimePorts) {
    const { mount, clock, storage, setValue, unheard } = ports;
    this.#ports = ports;
    this.#bridge = new Bridge({
      mount,
      clock,
      processed: processedStore(storage),
      setValue,
      unheard,
      execute: (name, data) => void this.#execute(name, data),
    });
    this.#tools = new ClientTools({
      tools: () => this.#snapshot?.args?.tools ?? new Map(),
      thread: () => this.#thread,
      ask: (data, signal) => this.#bridge.request('client_tool', data, signal),
      approve: (request, signal) => this.approvals.ask(request, signal),
      clock,
    });
  }

  get storage(): TabStorage {
    return this.#ports.storage;
  }

  readonly setHeight = (height: number) => {
    this.#ports.setHeight(height);
  };

  readonly focusComposer = () => void this.#chat?.focusComposer();

  readonly getSnapshot = () => this.#snapshot;

  readonly subscribe = (listener: () => void) => {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  };

  readonly getClientSecret = clientSecrets({
    newest: () => this.#snapshot?.args?.secret ?? null,
    ask: (refused) => this.#bridge.request('client_secret', { refused }),
    wait: (ms) => new Promise((resolve) => void this.#ports.clock.setTimeout(resolve, ms)),
  });

  readonly onClientTool = ((call) => this.#tools.call(call)) satisfies ClientTools['call'];

  readonly callbacks = callbacks({
    ask: (data) => this.#bridge.request('callback', data),
    entities: () => this.#snapshot?.args?.entities ?? null,
  });

  readonly render = ({ args: raw, theme, fontFaces }: Render) => {
    const args = parseArgs(raw);
    const { mode, streamlit } = args?.theme ?? { mode: 'auto', streamlit: {} };
    this.#snapshot = { args, theme: chatKitTheme(mode, theme, streamlit, fontFaces) };
    // A floating chat is as tall as its bubble or its panel.
    if (args?.layout === 'inline') this.setHeight(inlineHeight(args));
    for (const listener of this.#listeners) listener();
  };

  /** The thread for a chat to begin with. */
  begin(args: ComponentArgs): string | null {
    this.#thread = initialThread(args, this.#ports.storage);
    return this.#thread;
  }

  /** Hands the newest arguments to the bridge. Their options must have reached the chat before. */
  deliver(): void {
    const args = this.#snapshot?.args;
    if (!args) return;
    this.#bridge.receive(args.inbound);
    this.#status.tell(args.subscribe.has('status') ? args.inbound.session : null);
  }

  /**
   * Says something, to learn whether the app still knows the chat: a server that was restarted does
   * not, and the address of its API may be another one.
   */
  readonly reconnected = () => {
    this.#status.repeat();
  };

  /** The chat that takes commands from now on, or none. */
  attach(chat: ChatKitMethods | null): void {
    this.#chat = chat;
    this.#bridge.setReady(chat !== null);
  }

  /** Takes notice of an event of the chat, and tells Python if it wants to hear of it. */
  observe(name: string, detail?: unknown): void {
    if (name === 'thread.change') this.#showThread(threadOf(detail));
    if (name === 'error') this.#failures.add(errorOf(detail).message);
    if (name === 'response.stop') this.#tools.stop('The user stopped the answer.');
    this.#tell(name, detail);
    this.#status.observe(name, detail);
  }

  /** The chat is gone; what it asked has no answer any more. */
  end(): void {
    this.#tools.stop('The chat was closed.');
    this.#status.reset();
  }

  #tell(name: string, detail: unknown) {
    if (this.#snapshot?.args?.subscribe.has(name)) this.#bridge.emit(name, eventData(name, detail));
  }

  #showThread(threadId: string | null) {
    if (this.#thread !== null && threadId !== this.#thread)
      this.approvals.withdraw('The user left the conversation without an answer.');
    this.#thread = threadId;
    const args = this.#snapshot?.args;
    if (args) keepThread(args, this.#ports.storage, threadId);
  }

  async #execute(name: string, data: unknown) {
    if (!this.#chat) return;
    this.#failures.clear();
    try {
      await runCommand(this.#chat, name, data);
      // Frames announce only the changes that the user made.
      if (name === 'setThreadId') this.#showThread(threadOf(data));
    } catch (error) {
      // A frame may tell of it in an event and in its answer.
      if (!this.#failures.has(plainError(error).message)) this.#tell('error', { error });
    }
  }
}

const threadOf = (detail: unknown) =>
  isObject(detail) && typeof detail.threadId === 'string' ? detail.threadId : null;

import type { ChatKitTheme } from '@xpert-ai/chatkit-types';

import { type ComponentArgs, parseArgs } from './args';
import { Bridge, type Clock } from './bridge/bridge';
import { processedStore } from './bridge/processed';
import type { ChatKitMethods } from './chatkit';
import { runCommand } from './commands';
import { eventData } from './events';
import { clientSecrets } from './secrets';
import type { TabStorage } from './storage';
import type { Render } from './streamlit/host';
import { chatKitTheme } from './theme';
import { clientTools } from './tools/clientTools';

export type RuntimePorts = {
  mount: string;
  clock: Clock;
  storage: TabStorage;
  setValue: (value: unknown) => void;
  setHeight: (height: number) => void;
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
  readonly #listeners = new Set<() => void>();
  #snapshot: Snapshot | null = null;
  #chat: ChatKitMethods | null = null;

  constructor(ports: RuntimePorts) {
    const { mount, clock, storage, setValue } = ports;
    this.#ports = ports;
    this.#bridge = new Bridge({
      mount,
      clock,
      processed: processedStore(storage),
      setValue,
      execute: (name, data) => void this.#execute(name, data),
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

  readonly onClientTool = clientTools((data) => this.#bridge.request('client_tool', data));

  readonly render = ({ args: raw, theme, fontFaces }: Render) => {
    const args = parseArgs(raw);
    const { mode, streamlit } = args?.theme ?? { mode: 'auto', streamlit: {} };
    this.#snapshot = { args, theme: chatKitTheme(mode, theme, streamlit, fontFaces) };
    // A floating chat is as tall as its bubble or its panel.
    if (args?.layout === 'inline') this.setHeight(inlineHeight(args));
    for (const listener of this.#listeners) listener();
  };

  /** Hands the newest arguments to the bridge. Their options must have reached the chat before. */
  deliver(): void {
    const inbound = this.#snapshot?.args?.inbound;
    if (inbound) this.#bridge.receive(inbound);
  }

  /** The chat that takes commands from now on, or none. */
  attach(chat: ChatKitMethods | null): void {
    this.#chat = chat;
    this.#bridge.setReady(chat !== null);
  }

  /** Tells Python of an event of the chat, if it wants to hear of it. */
  emit(name: string, detail?: unknown): void {
    if (this.#snapshot?.args?.subscribe.has(name)) this.#bridge.emit(name, eventData(name, detail));
  }

  async #execute(name: string, data: unknown) {
    if (!this.#chat) return;
    try {
      await runCommand(this.#chat, name, data);
    } catch (error) {
      this.emit('error', { error });
    }
  }
}

import type { AssistantMessage, Message } from '../../state/types';
import { tabAnnouncements } from '../announced';
import { createChat, type Chat } from '../chat';
import { tabDrafts } from '../../composer/drafts';
import type { CommandHandler, Host } from '../hostLink';
import type { Scheduler } from '../scheduler';
import type { TabStorage } from '../tabStorage';
import type { ThreadLink } from '../threadLink';
import { tabWaiting } from '../waiting';
import { FakeServer } from './fakeServer';

export const THREAD = 'thread-1';

/** Handlers of the host page, by the wire name of the command. */
export type HostHandlers = Record<string, (data: never) => unknown>;

export class FakeHost implements Host {
  readonly connected: boolean;
  readonly calls: [command: string, data: unknown][] = [];
  readonly emitted: [event: string, data?: unknown][] = [];
  readonly published: [name: string, data?: unknown][] = [];
  #handler: CommandHandler | null = null;

  constructor(
    readonly handlers: HostHandlers,
    connected = true,
  ) {
    this.connected = connected;
  }

  call(command: string, data: unknown): Promise<unknown> {
    this.calls.push([command, data]);
    const handler = this.handlers[command];
    return handler === undefined
      ? Promise.reject(new Error(`The host has no handler for ${command}.`))
      : Promise.resolve(handler(data as never));
  }

  publish(name: string, data?: unknown): void {
    this.published.push(data === undefined ? [name] : [name, data]);
  }

  emit(event: string, data?: unknown): void {
    this.emitted.push(data === undefined ? [event] : [event, data]);
  }

  handleCommands(handler: CommandHandler): void {
    this.#handler = handler;
  }

  /** Sends a command as the element does. */
  command(name: string, data?: unknown): Promise<unknown> {
    return Promise.resolve(this.#handler?.(name, data));
  }

  dataOf(name: string): unknown[] {
    return this.published.filter(([published]) => published === name).map(([, data]) => data);
  }
}

/** Time stands still until the test lets it pass. */
export class ManualScheduler implements Scheduler {
  #frames: (() => void)[] = [];
  #sleepers = new Set<() => void>();

  now(): number {
    return 1_000;
  }

  readonly onNextFrame = (callback: () => void): void => {
    this.#frames.push(callback);
  };

  readonly sleep = (_milliseconds: number, signal: AbortSignal): Promise<void> =>
    new Promise((resolve) => {
      const finish = () => {
        this.#sleepers.delete(finish);
        resolve();
      };
      this.#sleepers.add(finish);
      signal.addEventListener('abort', finish);
      if (signal.aborted) finish();
    });

  get sleeping(): number {
    return this.#sleepers.size;
  }

  paint(): void {
    for (const callback of this.#frames.splice(0)) callback();
  }

  /** Ends every sleep that has begun. */
  wake(): void {
    for (const finish of [...this.#sleepers]) finish();
  }
}

export type Harness = Chat & {
  server: FakeServer;
  host: FakeHost;
  /** What the browser was to save. */
  saved: { content: Blob; name: string }[];
  scheduler: ManualScheduler;
  /** Lets everything happen that can happen without time, until the condition holds. */
  until: (condition: () => boolean) => Promise<void>;
  messages: () => readonly Message[];
  /** Texts of the transcript with the status of each answer. */
  transcript: () => string[];
};

export const OPTIONS = {
  api: {
    apiUrl: 'https://api.example/api/ai/',
    xpertId: 'assistant-1',
    getClientSecret: '[ChatKitMethod]',
  },
};

/** What one browser tab keeps; given to a second chat, it is the same chat made anew. */
export function memory(): TabStorage {
  const entries = new Map<string, string>();
  return {
    get: (name) => entries.get(name) ?? null,
    set: (name, value) => {
      if (value === null) entries.delete(name);
      else entries.set(name, value);
    },
  };
}

/** A chat against a scripted server and host, without a browser. */
export function setUp(
  options: object = {},
  handlers: HostHandlers = {},
  connected = true,
  storage: TabStorage = memory(),
  link: ThreadLink = { read: () => null, write: () => undefined },
): Harness {
  const server = new FakeServer()
    .on('GET /assistants/*', () =>
      Response.json({ name: 'orders', metadata: { title: 'Order helper' } }),
    )
    .on('POST /threads', () =>
      Response.json({ thread_id: THREAD, metadata: { id: 'conv-1' } }, { status: 201 }),
    )
    .on('POST /threads/*/runs/*/cancel', () => Response.json({}));
  const host = new FakeHost({ onGetClientSecret: () => 'cs-x-1', ...handlers }, connected);
  const scheduler = new ManualScheduler();
  const saved: Harness['saved'] = [];
  let ids = 0;
  const chat = createChat({
    host,
    fetch: server.fetch,
    sendForm: server.sendForm,
    probe: server.probe,
    previews: { create: ({ name }) => `blob:${name}`, revoke: () => undefined },
    save: (content, name) => {
      saved.push({ content, name });
    },
    scheduler,
    newId: () => `id-${String((ids += 1))}`,
    drafts: tabDrafts(storage),
    announced: tabAnnouncements(storage),
    waiting: tabWaiting(storage),
    link,
    options: { ...OPTIONS, ...options },
  });
  const messages = () => {
    scheduler.paint();
    return chat.store.getSnapshot().thread.messages;
  };
  return {
    ...chat,
    server,
    host,
    saved,
    scheduler,
    messages,
    transcript: () => messages().map(describeMessage),
    until: async (condition) => {
      for (let turn = 0; turn < 500; turn += 1) {
        scheduler.paint();
        if (condition()) return;
        await new Promise((resolve) => setImmediate(resolve));
      }
      throw new Error(`This never happened: ${condition.toString()}`);
    },
  };
}

/** Waits until a harness can send. */
export async function ready(harness: Harness): Promise<Harness> {
  await harness.until(() => harness.store.getSnapshot().connection.status === 'ready');
  return harness;
}

export function isIdle({ store }: Harness): () => boolean {
  return () => !store.getSnapshot().thread.running;
}

export function textOf({ parts }: AssistantMessage): string {
  return parts.map((part) => (part.type === 'text' ? part.text : '')).join('');
}

function describeMessage(message: Message): string {
  if (message.role === 'user')
    return `${message.queued === true ? 'queued' : 'user'}: ${message.text}`;
  return `${message.status}: ${textOf(message)}`;
}

import {
  acceptMessage,
  serializeEnvelope,
  type IncomingEnvelope,
  type OutgoingEnvelope,
  type ReceivedMessage,
} from '../protocol/envelope';
import { fromWireError, StandaloneError, toWireError } from '../protocol/errors';

/** Runs a command of the host; what it returns or throws is the answer. */
export type CommandHandler = (command: string, data: unknown) => unknown;

/** The host page, as the rest of the frame sees it. */
export type Host = {
  /** False when the page was opened outside of a ChatKit element. */
  readonly connected: boolean;
  /** Asks the host and waits for its answer, however long that takes. */
  call: (command: string, data: unknown) => Promise<unknown>;
  /** Dispatches `chatkit.<name>` in the host page. */
  publish: (name: string, data?: unknown) => void;
  /** Sends an event that the element itself acts on. */
  emit: (event: string, data?: unknown) => void;
  /** Runs the commands that came so far, and every later one. */
  handleCommands: (handler: CommandHandler) => void;
};

/** The part of `Window` that the link uses. */
export type HostWindow = {
  readonly parent: { postMessage: (message: unknown, targetOrigin: string) => void };
  addEventListener: (type: 'message', listener: (event: ReceivedMessage) => void) => void;
};

export type HostAddress = {
  /** Origin of the host page; `null` when it is unknown, and then nothing is sent or accepted. */
  origin: string | null;
  channelId: string | null;
  /** Why there is no host to talk to. */
  reason?: string;
};

type PendingCall = { resolve: (value: unknown) => void; reject: (error: Error) => void };

type Command = Extract<IncomingEnvelope, { type: 'command' }>;

/**
 * Exchanges messages with the element around the frame. It listens from its construction on: the
 * element sends its first commands on the frame's `load` and never repeats them.
 */
export class HostLink implements Host {
  readonly #parent: HostWindow['parent'];
  readonly #origin: string | null;
  readonly #channelId: string | null;
  readonly #reason: string;
  readonly #newNonce: () => string;
  readonly #calls = new Map<string, PendingCall>();
  readonly #seen = new Set<string>();
  #waiting: Command[] = [];
  #handler: CommandHandler | null = null;

  constructor(window: HostWindow, address: HostAddress, newNonce: () => string) {
    const { origin, channelId, reason } = address;
    this.#parent = window.parent;
    this.#origin = (window.parent as unknown) === window ? null : origin;
    this.#channelId = channelId;
    this.#reason = reason ?? 'The chat page was opened without a host page.';
    this.#newNonce = newNonce;
    if (this.#origin === null) return;
    const peer = { source: window.parent, origin: this.#origin, channelId };
    window.addEventListener('message', (event) => {
      const envelope = acceptMessage(event, peer);
      if (envelope?.type === 'command') this.#receive(envelope);
      if (envelope?.type === 'response') this.#settle(envelope);
    });
  }

  get connected(): boolean {
    return this.#origin !== null;
  }

  call(command: string, data: unknown): Promise<unknown> {
    if (!this.connected) {
      return Promise.reject(new StandaloneError(this.#reason));
    }
    return new Promise((resolve, reject) => {
      const nonce = this.#newNonce();
      this.#calls.set(nonce, { resolve, reject });
      this.#post({ type: 'command', nonce, command, data });
    });
  }

  publish(name: string, data?: unknown): void {
    const detail = data === undefined ? [name] : [name, data];
    this.emit('public_event', detail);
  }

  emit(event: string, data?: unknown): void {
    this.#post({ type: 'event', event, ...(data !== undefined && { data }) });
  }

  handleCommands(handler: CommandHandler): void {
    this.#handler = handler;
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const command of waiting) void this.#answer(handler, command);
  }

  #receive(command: Command): void {
    if (this.#seen.has(command.nonce)) return;
    this.#seen.add(command.nonce);
    if (this.#handler === null) this.#waiting.push(command);
    else void this.#answer(this.#handler, command);
  }

  async #answer(handler: CommandHandler, { nonce, command, data }: Command): Promise<void> {
    try {
      const response = await handler(command, data);
      this.#post({ type: 'response', nonce, response });
    } catch (error) {
      this.#post({ type: 'response', nonce, error: toWireError(error) });
    }
  }

  #settle({ nonce, response, error }: Extract<IncomingEnvelope, { type: 'response' }>): void {
    const call = this.#calls.get(nonce);
    this.#calls.delete(nonce);
    if (error === undefined || error === null || error === false) call?.resolve(response);
    else call?.reject(fromWireError(error));
  }

  #post(envelope: OutgoingEnvelope): void {
    if (this.#origin === null) return;
    this.#parent.postMessage(serializeEnvelope(envelope, this.#channelId), this.#origin);
  }
}

import type { ApiClient } from '../api/client';
import { createCredentials, type Credentials } from '../api/credentials';
import { NetworkError, SessionError, toChatError } from '../api/errors';
import { getModels } from '../api/models';
import { getAssistant } from '../api/threads';
import type { ModelOption } from '../protocol/composerOptions';
import { asMessage } from '../protocol/json';
import type { FrameOptions } from '../protocol/options';
import type { AssistantInfo, Connection } from '../state/store';
import type { Host } from './hostLink';

/** Secrets come from the host; without its handler the page is not configured. */
export function createHostCredentials(host: Host, options: () => FrameOptions): Credentials {
  return createCredentials(async (current) => {
    try {
      return await host.call('onGetClientSecret', current);
    } catch (error) {
      const configured = host.connected && options().api.hasSecretHandler;
      throw new SessionError(configured ? 'session' : 'configuration', asMessage(error));
    }
  });
}

export type ConnectionEnvironment = {
  api: ApiClient;
  credentials: Credentials;
  assistantId: () => string | null;
  onStatus: (connection: Connection) => void;
  onAssistant: (assistant: AssistantInfo | null) => void;
  /** Whether it matters which models the API offers. */
  wantsModels: () => boolean;
  onModels: (models: readonly ModelOption[]) => void;
};

/** Gets the first client secret, and what the assistant is called. */
export class ConnectionController {
  readonly #env: ConnectionEnvironment;
  #status: Connection['status'] = 'connecting';
  #attempt: Promise<void> = Promise.resolve();

  constructor(environment: ConnectionEnvironment) {
    this.#env = environment;
  }

  get isReady(): boolean {
    return this.#status === 'ready';
  }

  /** Settles with the newest attempt to connect. */
  ready(): Promise<void> {
    return this.#attempt;
  }

  /** Never rejects: the outcome is the connection's status. */
  async connect(): Promise<void> {
    const attempt = this.#connect();
    this.#attempt = attempt;
    this.#show({ status: 'connecting' });
    try {
      await attempt;
      if (this.#attempt !== attempt) return;
      this.#show({ status: 'ready' });
      void this.#loadAssistant(attempt);
      if (this.#env.wantsModels()) void this.#loadModels(attempt);
    } catch (error) {
      if (this.#attempt === attempt) this.#show({ status: 'failed', error: toChatError(error) });
    }
  }

  async #connect(): Promise<void> {
    const { assistantId, credentials } = this.#env;
    await credentials.renew(credentials.current()?.secret ?? null);
    if (assistantId() === null) {
      throw new SessionError('configuration', 'No assistant is configured.');
    }
  }

  /**
   * A missing name is no reason to keep anybody from chatting; an API that does not let this page
   * call it is one, since every message would fail.
   */
  async #loadAssistant(attempt: Promise<void>): Promise<void> {
    const { api, assistantId, onAssistant } = this.#env;
    const id = assistantId();
    try {
      const assistant = id === null ? null : await getAssistant(api, id);
      if (this.#attempt === attempt) onAssistant(assistant);
    } catch (error) {
      if (this.#attempt !== attempt) return;
      onAssistant(null);
      if (error instanceof NetworkError && error.isBlocked) {
        this.#show({ status: 'failed', error: toChatError(error) });
      }
    }
  }

  async #loadModels(attempt: Promise<void>): Promise<void> {
    const { api, assistantId, onModels } = this.#env;
    const id = assistantId();
    // Servers before models could be chosen do not know the address.
    const models = id === null ? [] : await getModels(api, id).catch(() => []);
    if (this.#attempt === attempt) onModels(models);
  }

  #show(connection: Connection): void {
    this.#status = connection.status;
    this.#env.onStatus(connection);
  }
}

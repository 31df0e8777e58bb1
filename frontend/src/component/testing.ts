import type { ChatKitElement } from './chatkit';

type FramePayload = { options: Record<string, unknown>; referrer: string; profile: string };

export function chatElement(): ChatKitElement {
  const element = document.querySelector<ChatKitElement>('xpertai-chatkit');
  if (!element) throw new Error('No chat is mounted.');
  return element;
}

export function chatFrame(): HTMLIFrameElement {
  const frame = chatElement().shadowRoot?.querySelector('iframe');
  if (!frame) throw new Error('The chat has no frame.');
  return frame;
}

/** What the element told its frame in the hash of the address. */
export function frameHash(): FramePayload {
  const base64 = new URL(chatFrame().src).hash.slice(1).replaceAll('-', '+').replaceAll('_', '/');
  const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  return JSON.parse(new TextDecoder().decode(bytes)) as FramePayload;
}

type Posted = Record<string, unknown> & { command?: string; data?: unknown };

/** Plays the frame behind the element's iframe, which jsdom does not load. */
export class FrameStandIn {
  readonly posted: Posted[] = [];
  #nonces = 0;

  constructor() {
    // jsdom gives an iframe inside a shadow root no window.
    const target = document.body.appendChild(document.createElement('iframe')).contentWindow;
    if (!target) throw new Error('The stand-in has no window.');
    Object.defineProperty(chatFrame(), 'contentWindow', { value: target });
    target.postMessage = (message: unknown) => {
      this.posted.push(message as Posted);
    };
  }

  load(): void {
    chatFrame().dispatchEvent(new Event('load'));
  }

  commands(name: string): unknown[] {
    return this.posted.filter(({ command }) => command === name).map(({ data }) => data);
  }

  /** Sends a command to the host and returns the nonce that its answer will have. */
  command(command: string, data: unknown): string {
    const nonce = `frame-${++this.#nonces}`;
    this.#post({ type: 'command', nonce, command, data });
    return nonce;
  }

  tell(name: string, data?: unknown): void {
    this.#post({ type: 'event', event: 'public_event', data: [name, data] });
  }

  /** Answers the newest command of the host with a failure. */
  refuse(message: string): void {
    const { nonce } = this.posted.filter(({ type }) => type === 'command').at(-1) ?? {};
    const error = { __chatkit_error__: 'IntegrationError', message };
    this.#post({ type: 'response', nonce, error });
  }

  answer(nonce: string): Posted | undefined {
    return this.posted.find((message) => message.type === 'response' && message.nonce === nonce);
  }

  #post(message: object) {
    window.dispatchEvent(
      new MessageEvent('message', {
        data: { __xpaiChatKit: true, ...message },
        origin: new URL(chatFrame().src).origin,
        source: chatFrame().contentWindow,
      }),
    );
  }
}

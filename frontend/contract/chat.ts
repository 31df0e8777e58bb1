import { Client } from './client';
import { parseBody } from './bodies';
import type { RunEvent } from './events';
import { isRecord, parseJson, textOrEmpty, type Json, type JsonRecord } from './json';

const ORIGIN = required('CHATKIT_CONTRACT_URL');
const API_KEY = required('CHATKIT_CONTRACT_KEY');
export const API_URL = `${ORIGIN}/api/ai`;
export const ASSISTANT_ID = required('CHATKIT_CONTRACT_ASSISTANT');

/** What the back end of the page does: it has the API key and mints a secret for its visitor. */
export async function mint(user: string, path = '/api/ai/v1/chatkit/sessions') {
  const response = await fetch(`${ORIGIN}${path}`, {
    method: 'POST',
    headers: {
      Authorization: `Bearer ${API_KEY}`,
      'Content-Type': 'application/json',
      'OpenAI-Beta': 'chatkit_beta=v1',
    },
    body: JSON.stringify({ assistant: { id: ASSISTANT_ID }, user, expires_after: 600 }),
  });
  if (response.status !== 201) throw new Error(await response.text());
  return parseBody('session', parseJson(await response.text()));
}

export function clientOf(user: string, locale?: string): Client {
  return new Client({
    apiUrl: API_URL,
    getClientSecret: async () => (await mint(user)).client_secret,
    ...(locale === undefined ? {} : { locale }),
  });
}

/** A thread as pages of 0.3 and 0.4 make it, before its first message. */
export async function newThread(client: Client): Promise<string> {
  client.openThread();
  return (await client.read('thread', 'POST', '/threads', { metadata: {} })).thread_id;
}

export function runBody(input: JsonRecord, more: JsonRecord = {}): JsonRecord {
  return { input, ...more, assistant_id: ASSISTANT_ID, on_disconnect: 'continue' };
}

export function messageBody(text: string, human: JsonRecord = {}, more: JsonRecord = {}) {
  const input = { input: text, ...human };
  return runBody({ input, state: { human: input } }, more);
}

export function toolResults(executionId: string, ...toolMessages: JsonRecord[]): JsonRecord {
  return runBody({ input: {}, command: { resume: { toolMessages } }, executionId });
}

export async function send(client: Client, threadId: string, text: string): Promise<RunEvent[]> {
  return (await client.stream(threadId, messageBody(text))).ended;
}

/** Waits until an event that fits has come. */
export async function until(
  events: readonly RunEvent[],
  fits: (event: RunEvent) => boolean,
): Promise<RunEvent> {
  for (;;) {
    const found = events.find(fits);
    if (found) return found;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

export function kinds(events: readonly RunEvent[]): string[] {
  return events.map(({ kind }) => kind);
}

export function textOf(events: readonly RunEvent[]): string {
  return events.map(({ kind, data }) => (kind === 'text' ? textOrEmpty(data.text) : '')).join('');
}

export function only(events: readonly RunEvent[], kind: string): JsonRecord {
  const found = events.filter((event) => event.kind === kind);
  if (found.length !== 1 || !found[0]) throw new Error(`${found.length} of ${kind}`);
  return found[0].data;
}

export function runIdOf(events: readonly RunEvent[]): string {
  return textOrEmpty(events.find(({ kind }) => kind === 'on_message_start')?.data.executionId);
}

/** What the run waits for. */
export function interruptOf(operation: Json | undefined): JsonRecord {
  const value = parseBody('operation', operation ?? null).tasks[0].interrupts[0].value;
  return isRecord(value) ? value : {};
}

function required(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: tests/contract/test_vendor_client.py sets it.`);
  return value;
}

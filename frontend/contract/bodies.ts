import type { Bodies } from './bodyTypes';
import { golden, goldenEvents } from './golden';
import { asRecord, textOrEmpty, type Json, type JsonRecord } from './json';
import { deviations, learnShape, type Shape } from './shape';
import { vary } from './vary';

const thread = golden('thread-create-response.json');
const [answer, human = null] = items('messages-search-response.json');
const conversations = items('conversations-search-response.json');
const MESSAGES = [
  human,
  ...vary(
    answer,
    { references: [] },
    { error: '' },
    { reasoning: undefined },
    { threadId: '' }, // messages are searched by it
    // A message is stored as its parts were streamed.
    { content: vary({ id: '', type: '' }, { data: {} }) },
    { content: streamed('text', 'component') },
    { reasoning: streamed('reasoning') },
  ),
];
const CONVERSATIONS = [
  ...conversations,
  ...vary(conversations[0], { error: '' }, { title: undefined }, { xpertId: undefined }),
];

/** The recorded answers, and what the contract says in words about other moments. */
const SAMPLES: Record<keyof Bodies, Json[]> = {
  session: [golden('session-response.json')],
  assistant: vary(
    golden('assistant-response.json'),
    { description: null },
    // These are the platform's alone, and no chat page reads them.
    { 'metadata.workspaceId': undefined },
    { 'config.configurable.context_size': undefined },
  ),
  models: vary(
    { models: [{ id: '', label: '' }] },
    { models: [] },
    { models: [{ id: '', label: '', description: '', disabled: true, default: true }] },
    { selected_model_id: '' },
  ),
  capabilities: [{ skills: [], plugins: [], subAgents: [], commands: [] }],
  thread: vary(
    thread,
    { created_by: { id: '', name: '' } },
    { 'metadata.title': '', 'metadata.assistant_id': '' },
    { values: {} },
  ),
  run: [golden('run.json')],
  operation: goldenEvents().flatMap(({ event, data }) =>
    event === 'on_interrupt' && data !== undefined ? [data] : [],
  ),
  conversation: CONVERSATIONS,
  conversations: [{ items: CONVERSATIONS, total: 0 }],
  message: MESSAGES,
  messages: [{ items: MESSAGES, total: 0 }],
  feedback: vary(golden('feedback-response.json'), { content: '' }),
  file: vary(golden('upload-response.json'), { thumbUrl: null, summary: null }),
  fileStatus: [golden('file-status-response.json')],
  plainFile: [
    {
      id: '',
      file: '',
      url: '',
      originalName: '',
      encoding: '',
      size: 0,
      mimetype: '',
      storageProvider: '',
    },
  ],
  cancelled: [golden('cancel-response.json')],
  usage: vary(
    {
      thread_id: '',
      agent_key: '',
      run_id: '',
      updated_at: '',
      usage: {
        context_tokens: 0,
        input_tokens: 0,
        output_tokens: 0,
        total_tokens: 0,
        embed_tokens: 0,
        total_price: 0,
        currency: '',
      },
    },
    // A Python agent tells tokens, not prices.
    { 'usage.total_price': undefined, 'usage.currency': undefined },
  ),
  error: [400, 401, 403, 404, 406].map((status) => golden(`error-${status}.json`)),
};

const shapes = new Map<string, Shape>();

/** Reads an answer; one that is not as the contract shows it is an error. */
export function parseBody<K extends keyof Bodies>(kind: K, value: Json): Bodies[K] {
  const shape = shapes.get(kind) ?? learnShape(SAMPLES[kind]);
  shapes.set(kind, shape);
  const found = deviations(shape, value, kind);
  if (found.length > 0) throw new Error(`${found.join('\n')}\n${JSON.stringify(value)}`);
  return value as Bodies[K];
}

function items(name: string): JsonRecord[] {
  const found = asRecord(golden(name)).items;
  return Array.isArray(found) ? found.map(asRecord) : [];
}

function streamed(...types: string[]): Json[] {
  const envelopes = goldenEvents().filter(({ type }) => type === 'message');
  const parts = envelopes.map(({ data }) => asRecord(data));
  return parts.filter(({ type }) => types.includes(textOrEmpty(type)));
}

import type { Access } from '../api/access';
import type { ActionRequest, Decision } from '../protocol/approvals';
import type { JsonRecord } from '../protocol/json';
import type { Question, QuestionAnswer } from '../protocol/questions';
import type { MessageFile } from '../protocol/files';
import type { Reference } from '../protocol/references';

/**
 * The transcript as the reducer keeps it and the components read it.
 *
 * Everything here is plain, immutable data: a changed message is a new object, an unchanged one
 * keeps its identity, so that `memo` can skip it.
 */

export type TextPart = { type: 'text'; id: string; text: string };

export type ReasoningPart = {
  type: 'reasoning';
  id: string;
  text: string;
  startedAt?: number;
  endedAt?: number;
};

export type StepStatus = 'running' | 'success' | 'fail';

/** A title may come localised: `{"en_US": "…", "zh_Hans": "…"}`. */
export type LocalizedText = string | Readonly<Record<string, string>>;

/** A tool step (contract: api.md §7.5). Unknown fields of the wire stay in `data`. */
export type StepPart = {
  type: 'step';
  id: string;
  category: string;
  kind?: string;
  tool?: string;
  title?: LocalizedText;
  message?: LocalizedText;
  status: StepStatus;
  input?: unknown;
  output?: unknown;
  error?: string;
  startedAt?: number;
  endedAt?: number;
  data: Readonly<Record<string, unknown>>;
};

/** Interactive surfaces and cards; what `data` holds is read where it is drawn. */
export type WidgetPart = { type: 'widget'; id: string; data: JsonRecord };

/** A part that this version does not draw; kept, never fatal. */
export type UnknownPart = { type: 'unknown'; id: string; raw: unknown };

export type MessagePart = TextPart | ReasoningPart | StepPart | WidgetPart | UnknownPart;

/** A passage of the transcript that the next message is about (contract: api.md §6.1). */
export type QuoteReference = {
  type: 'quote';
  id: string;
  text: string;
  messageId?: string;
  /** Whose words these are. */
  source?: string;
};

export type UserMessage = {
  role: 'user';
  id: string;
  text: string;
  files?: readonly MessageFile[];
  references?: readonly Reference[];
  createdAt: number;
  /** Written while another answer was running; it goes out when that one ends. */
  queued?: boolean;
  /** It waits, but the running answer was asked to take it in. */
  steering?: boolean;
};

export type AssistantStatus =
  /** Sent, nothing received yet. */
  | 'pending'
  | 'streaming'
  /** The agent waits for the app (client tools). */
  | 'waiting'
  /** The agent waits for the user (an approval, a question). */
  | 'asking'
  | 'done'
  | 'stopped'
  | 'failed';

export type AssistantMessage = {
  role: 'assistant';
  id: string;
  executionId?: string;
  status: AssistantStatus;
  /** In order of arrival; consecutive reasoning and steps form one timeline. */
  parts: readonly MessagePart[];
  error?: ChatError;
  /** Why it was stopped, in the server's words; nothing where the user did it. */
  stopReason?: string;
  /** The user's vote. */
  rating?: 'like' | 'dislike';
  createdAt: number;
};

export type Message = UserMessage | AssistantMessage;

export type ErrorKind =
  /** No host handler and no secret: the page is not configured. */
  | 'configuration'
  /** The host could not get a client secret; `detail` is its message. */
  | 'session'
  /** The API cannot be reached. */
  | 'network'
  /** The API is there, but the browser may not let this page call it. */
  | 'blocked'
  /** The API refuses this user or assistant. */
  | 'forbidden'
  | 'not_found'
  /** The API answered with an error; `detail` is its message. */
  | 'api'
  /** The agent failed; `detail` is its message. */
  | 'agent'
  /** The stream ended before the answer was complete. */
  | 'interrupted'
  /** The agent asks the user for something that this chat cannot show. */
  | 'unsupported';

/** What went wrong, in terms the interface can put into the reader's language. */
export type ChatError = {
  kind: ErrorKind;
  /** Text from the server or the host, shown as plain text. */
  detail?: string;
  status?: number;
  /** What is known of the API's address, when it may be the reason. */
  access?: Access;
};

/** What the agent wants to know from the user before it goes on. */
export type Prompt =
  | { kind: 'approval'; id: string; requests: readonly ActionRequest[] }
  | { kind: 'questions'; id: string; questions: readonly Question[] };

/** One decision per action, or one answer per question, in order. */
export type PromptAnswer =
  | { kind: 'approval'; decisions: readonly Decision[] }
  | { kind: 'questions'; answers: readonly QuestionAnswer[] };

export type ThreadState = {
  threadId: string | null;
  conversationId: string | null;
  title: string | null;
  messages: readonly Message[];
  /** Whether there are messages before these, and what became of asking for them. */
  older: 'none' | 'more' | 'loading' | 'failed';
  /** A run is active: the composer shows Stop. */
  running: boolean;
  /** What waits is not sent by itself: the answer before it failed, or ended unseen. */
  held: boolean;
  /** Whether running answers may be given further messages, as far as is known. */
  steerable: boolean;
  /** History of a thread is being loaded. */
  loading: boolean;
  /** The run waits until the user has answered this. */
  prompt: Prompt | null;
  /** A failure that belongs to no message (secret, loading a thread). */
  error: ChatError | null;
};

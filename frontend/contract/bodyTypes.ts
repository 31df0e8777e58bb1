import type { JsonRecord } from './json';

export type Part = { type: string; id: string; text?: string; data?: JsonRecord };

export type Message = {
  id: string;
  role: 'ai' | 'human';
  status: string;
  content: string | Part[];
  reasoning?: Part[];
  executionId?: string;
  error?: string;
  fileAssets: JsonRecord[];
};

export type Task = { name: string; interrupts: [{ id: string; value: JsonRecord }] };

export type Operation = { tasks: [Task] };

export type Conversation = {
  id: string;
  threadId: string;
  title?: string;
  status: string;
  operation?: Operation;
  error?: string;
  updatedAt: string;
};

export type File = {
  id: string;
  fileId: string;
  storageFileId: string;
  originalName: string;
  url: string;
  status: string;
};

export type Page<T> = { items: T[]; total: number };

/** The answers of the API, as the client reads them. */
export type Bodies = {
  session: { client_secret: string; expires_after: number; expires_at: string };
  assistant: { assistant_id: string; name: string; metadata: { title?: string } };
  models: {
    models: { id: string; label: string; default?: boolean }[];
    selected_model_id?: string;
  };
  capabilities: JsonRecord;
  thread: { thread_id: string; status: string; metadata: { id: string; title?: string } };
  run: { run_id: string; thread_id: string; status: string };
  operation: Operation;
  conversation: Conversation;
  conversations: Page<Conversation>;
  message: Message;
  messages: Page<Message>;
  feedback: { id: string; messageId: string; rating: string; content: string | null };
  file: File;
  fileStatus: { fileId: string; status: string };
  plainFile: { id: string; url: string; originalName: string };
  cancelled: { canceledExecutionIds: string[] };
  usage: { run_id: string; usage: { total_tokens: number } };
  error: { statusCode: number; message: string; error?: string };
};

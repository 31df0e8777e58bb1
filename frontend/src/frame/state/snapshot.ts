import { CLOSED_HISTORY, reduceHistory, type HistoryAction } from '../history/state';
import type { ModelOption } from '../protocol/composerOptions';
import type { FrameOptions } from '../protocol/options';
import { EMPTY_THREAD, reduceThread, type ThreadAction } from './reducer';
import type { AssistantInfo, ChatSnapshot } from './store';

export function initialSnapshot(options: FrameOptions): ChatSnapshot {
  return {
    connection: { status: 'connecting' },
    assistant: titled(null, options),
    options: options.view,
    thread: EMPTY_THREAD,
    models: options.view.composer.models,
    editing: null,
    history: CLOSED_HISTORY,
    petDismissed: false,
    focusRequests: 0,
  };
}

/** The options of the host with what the API says about the assistant. */
export function withOptions(
  snapshot: ChatSnapshot,
  options: FrameOptions,
  assistant: AssistantInfo | null,
  offered: readonly ModelOption[],
): ChatSnapshot {
  const next = titled(assistant, options);
  const { models: given } = options.view.composer;
  const models = given.length > 0 ? given : offered;
  const sameView = isEqual(options.view, snapshot.options);
  const sameAssistant = isEqual(next, snapshot.assistant);
  const sameModels = isEqual(models, snapshot.models);
  if (sameView && sameAssistant && sameModels) return snapshot;
  return {
    ...snapshot,
    options: sameView ? snapshot.options : options.view,
    assistant: sameAssistant ? snapshot.assistant : next,
    models: sameModels ? snapshot.models : models,
  };
}

export function withAction(snapshot: ChatSnapshot, action: ThreadAction): ChatSnapshot {
  const thread = reduceThread(snapshot.thread, action);
  return thread === snapshot.thread ? snapshot : { ...snapshot, thread };
}

export function withHistory(snapshot: ChatSnapshot, action: HistoryAction): ChatSnapshot {
  return { ...snapshot, history: reduceHistory(snapshot.history, action) };
}

export function withEditing(snapshot: ChatSnapshot, messageId: string | null): ChatSnapshot {
  return snapshot.editing === messageId ? snapshot : { ...snapshot, editing: messageId };
}

export function withFocusRequest(snapshot: ChatSnapshot): ChatSnapshot {
  return { ...snapshot, focusRequests: snapshot.focusRequests + 1 };
}

/** Whether two values of the host, which are JSON, say the same. */
export function isEqual(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** The host's title wins over the name that the API gives. */
function titled(assistant: AssistantInfo | null, { view }: FrameOptions): AssistantInfo | null {
  return view.header.title === null ? assistant : { ...assistant, name: view.header.title };
}

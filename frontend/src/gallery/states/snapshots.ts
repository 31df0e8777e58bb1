import type { ChatSnapshot, ViewOptions } from '../../frame/state/store';
import type { Message, ThreadState } from '../../frame/state/types';
import { readySnapshot } from '../fakeStore';

type Change = Partial<Omit<ChatSnapshot, 'options' | 'thread'>> & {
  options?: Partial<ViewOptions>;
  thread?: Partial<ThreadState>;
};

/** States of the chat by name, in the order in which they are shown. */
export type States = Readonly<Record<string, ChatSnapshot>>;

/** A chat that is ready and empty, with what is different about it. */
export const snapshot = (change: Change = {}): ChatSnapshot => ({
  ...readySnapshot,
  ...change,
  options: { ...readySnapshot.options, ...change.options },
  thread: { ...readySnapshot.thread, ...change.thread },
});

/** A chat in the middle of a conversation. */
export const talk = (messages: Message[], thread: Partial<ThreadState> = {}): ChatSnapshot =>
  snapshot({ thread: { threadId: 't', title: 'Revenue in Q3', messages, ...thread } });

import type { Message, ThreadState } from './types';

/** Messages before the ones that are known already. */
export function withOlder(
  state: ThreadState,
  older: readonly Message[],
  hasMore: boolean,
): ThreadState {
  const known = new Set(state.messages.map(({ id }) => id));
  const added = older.filter(({ id }) => !known.has(id));
  return { ...state, messages: [...added, ...state.messages], older: hasMore ? 'more' : 'none' };
}

/** The messages that are known before those of the newest page; none if they do not touch. */
export function knownBefore(
  messages: readonly Message[],
  newest: readonly Message[],
): readonly Message[] {
  const first = newest[0];
  const index = messages.findIndex(({ id }) => id === first?.id);
  return messages.slice(0, Math.max(index, 0));
}

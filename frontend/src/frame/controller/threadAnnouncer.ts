/** Tells the host about a change of the thread that the host did not ask for. */
export type ThreadAnnouncer = {
  change: (threadId: string | null) => void;
  /** The host knows: it changed the thread itself. */
  note: (threadId: string | null) => void;
};

export function createThreadAnnouncer(
  publish: (name: string, data: unknown) => void,
): ThreadAnnouncer {
  // `null` is told only after another thread, since every chat begins without one.
  let known: string | null = null;
  return {
    change: (threadId) => {
      if (threadId === known) return;
      known = threadId;
      publish('thread.change', { threadId });
    },
    note: (threadId) => {
      known = threadId;
    },
  };
}

import type { ChatSnapshot } from '../frame/state/store';
import type { AssistantMessage } from '../frame/state/types';
import { assistant, LONG, text, user } from './content';
import { fakeStore, type FakeStore } from './fakeStore';

const CHARACTERS_PER_FRAME = 4;

function withLast(
  snapshot: ChatSnapshot,
  message: AssistantMessage,
  running: boolean,
): ChatSnapshot {
  const messages = [...snapshot.thread.messages.slice(0, -1), message];
  return { ...snapshot, thread: { ...snapshot.thread, messages, running } };
}

/** A store that answers: streams a long text frame by frame, for judging motion and scrolling. */
export function liveStore(initial: ChatSnapshot): FakeStore {
  let stopped = false;
  const answer = () => {
    stopped = false;
    const message = assistant([], { status: 'pending' });
    store.update((s) => ({
      ...s,
      thread: { ...s.thread, running: true, messages: [...s.thread.messages, message] },
    }));
    let shown = 0;
    const frame = () => {
      shown += CHARACTERS_PER_FRAME;
      const part = { ...text(LONG.slice(0, shown)), id: `${message.id}-text` };
      const over = stopped || shown >= LONG.length;
      const status = stopped ? 'stopped' : over ? 'done' : 'streaming';
      store.update((s) => withLast(s, { ...message, status, parts: [part] }, !over));
      if (!over) requestAnimationFrame(frame);
    };
    setTimeout(frame, 600);
  };
  const store = fakeStore(initial, {
    send: (question) => {
      store.update((s) => ({
        ...s,
        thread: { ...s.thread, threadId: 't', messages: [...s.thread.messages, user(question)] },
      }));
      answer();
    },
    stop: () => {
      stopped = true;
    },
    retry: () => {
      store.update((s) => ({
        ...s,
        thread: { ...s.thread, messages: s.thread.messages.slice(0, -1) },
      }));
      answer();
    },
    newThread: () => {
      stopped = true;
      store.update(() => initial);
    },
  });
  return store;
}

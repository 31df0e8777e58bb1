import { isQueued } from '../frame/state/queue';
import type { ChatSnapshot } from '../frame/state/store';
import type { AssistantMessage, Message, UserMessage } from '../frame/state/types';
import { assistant, LONG, text, user } from './content';
import { fakeStore, type FakeStore } from './fakeStore';

const CHARACTERS_PER_FRAME = 4;

function withAnswer(
  snapshot: ChatSnapshot,
  message: AssistantMessage,
  running: boolean,
): ChatSnapshot {
  const messages = snapshot.thread.messages.map((other) =>
    other.id === message.id ? message : other,
  );
  return { ...snapshot, thread: { ...snapshot.thread, messages, running } };
}

/** A store that answers: streams a long text frame by frame, for judging motion and scrolling. */
export function liveStore(initial: ChatSnapshot): FakeStore {
  let stopped = false;
  const answer = () => {
    stopped = false;
    const message = assistant([], { status: 'pending' });
    store.update((s) => {
      const sent = s.thread.messages.filter((other) => !isQueued(other));
      const queued = s.thread.messages.filter(isQueued);
      return {
        ...s,
        thread: { ...s.thread, running: true, messages: [...sent, message, ...queued] },
      };
    });
    let shown = 0;
    const frame = () => {
      shown += CHARACTERS_PER_FRAME;
      const part = { ...text(LONG.slice(0, shown)), id: `${message.id}-text` };
      const over = stopped || shown >= LONG.length;
      const status = stopped ? 'stopped' : over ? 'done' : 'streaming';
      store.update((s) => withAnswer(s, { ...message, status, parts: [part] }, !over));
      if (!over) requestAnimationFrame(frame);
      else sendQueued();
    };
    setTimeout(frame, 600);
  };
  const sendQueued = () => {
    const next = store.getSnapshot().thread.messages.find(isQueued);
    if (next?.role !== 'user') return;
    withdraw(next.id);
    ask({ ...next, queued: false });
  };
  const ask = (question: UserMessage) => {
    const { messages } = store.getSnapshot().thread;
    const sent = messages.filter((other) => !isQueued(other));
    show([...sent, question, ...messages.filter(isQueued)]);
    if (!isQueued(question)) answer();
  };
  const withdraw = (id: string) => {
    show(store.getSnapshot().thread.messages.filter((message) => message.id !== id));
  };
  const show = (messages: readonly Message[]) => {
    store.update((s) => ({ ...s, thread: { ...s.thread, threadId: 't', messages } }));
  };
  const store = fakeStore(initial, {
    send: (question) => {
      ask({ ...user(question), queued: store.getSnapshot().thread.running });
    },
    withdraw,
    stop: () => {
      stopped = true;
    },
    retry: () => {
      show(store.getSnapshot().thread.messages.slice(0, -1));
      answer();
    },
    newThread: () => {
      stopped = true;
      store.update(() => initial);
    },
  });
  return store;
}

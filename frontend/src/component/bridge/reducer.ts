import type { Answer, Batch, Inbound, Message, Outgoing, RemoteError } from './types';

/** After so many milliseconds without an acknowledgement a batch is sent again. */
export const RETRY_AFTER = 3000;

export const SESSION_RESTARTED: RemoteError = {
  name: 'SessionRestarted',
  message: 'The app was restarted before it answered.',
};

type InFlight = { messages: readonly Message[]; lastId: number; attempt: number; sentAt: number };

export type State = {
  mount: string;
  session: string | null;
  lastId: number;
  /** Said, but not acknowledged; the batch in flight is its beginning. */
  unacknowledged: readonly Message[];
  inFlight: InFlight | null;
  /** Ids of requests without a reply. */
  open: ReadonlySet<number>;
  outgoing: readonly Outgoing[];
  /** Highest `seq` done with. */
  processed: number;
  ready: boolean;
};

export type Effect =
  | { type: 'settle'; id: number; answer: Answer }
  | { type: 'execute'; name: string; data: unknown }
  | { type: 'remember'; session: string; processed: number };

export type Step = { state: State; effects: readonly Effect[] };

export function initialState(mount: string, ready: boolean): State {
  return {
    mount,
    session: null,
    lastId: 0,
    unacknowledged: [],
    inFlight: null,
    open: new Set(),
    outgoing: [],
    processed: 0,
    ready,
  };
}

export function enqueue(
  state: State,
  message: { type: string; data: unknown; expectsReply: boolean },
): State {
  const { type, data, expectsReply } = message;
  const id = state.lastId + 1;
  return {
    ...state,
    lastId: id,
    unacknowledged: [...state.unacknowledged, { id, type, data }],
    open: expectsReply ? new Set([...state.open, id]) : state.open,
  };
}

/** Arguments arrived; `remembered` is the `processed` of their session that this browser tab kept. */
export function receive(state: State, inbound: Inbound, remembered: number): Step {
  const { session, ack, outgoing } = inbound;
  const begun =
    session === state.session ? { state, effects: [] } : beginSession(state, session, remembered);
  const acknowledged = ack?.mount === state.mount ? acknowledge(begun.state, ack.id) : begun.state;
  const settled = settle({ ...acknowledged, outgoing });
  const executed = execute(settled.state);
  return {
    state: executed.state,
    effects: [...begun.effects, ...settled.effects, ...executed.effects],
  };
}

/** From now on commands can be delivered, or not. */
export function setReady(state: State, ready: boolean): Step {
  return execute({ ...state, ready });
}

/** The batch to send now, if any. */
export function send(state: State, now: number): { state: State; batch: Batch | null } {
  const { session, mount, inFlight, unacknowledged, processed: received } = state;
  const last = unacknowledged.at(-1);
  if (session === null || !last) return { state, batch: null };
  if (inFlight && now < inFlight.sentAt + RETRY_AFTER) return { state, batch: null };
  const next: InFlight = inFlight
    ? { ...inFlight, attempt: inFlight.attempt + 1, sentAt: now }
    : { messages: unacknowledged, lastId: last.id, attempt: 0, sentAt: now };
  const { messages, attempt } = next;
  return {
    state: { ...state, inFlight: next },
    batch: { session, mount, attempt, received, messages },
  };
}

/** A new server process knows nothing of what the old one had acknowledged. */
function beginSession(state: State, session: string, remembered: number): Step {
  const unsent = new Set(state.unacknowledged.map(({ id }) => id));
  const lost = [...state.open].filter((id) => !unsent.has(id));
  return {
    state: {
      ...state,
      session,
      inFlight: null,
      processed: remembered,
      open: new Set([...state.open].filter((id) => unsent.has(id))),
    },
    effects: lost.map((id) => ({ type: 'settle', id, answer: { error: SESSION_RESTARTED } })),
  };
}

function acknowledge(state: State, id: number): State {
  return {
    ...state,
    unacknowledged: state.unacknowledged.filter((message) => message.id > id),
    inFlight: state.inFlight && state.inFlight.lastId > id ? state.inFlight : null,
  };
}

function settle(state: State): Step {
  const open = new Set(state.open);
  const effects: Effect[] = [];
  for (const item of state.outgoing) {
    if (item.type === 'reply' && item.mount === state.mount && open.delete(item.id)) {
      effects.push({ type: 'settle', id: item.id, answer: item.answer });
    }
  }
  return { state: { ...state, open }, effects };
}

/** Replies are safe to see again, commands are not: `processed` stops before a command that cannot run yet. */
function execute(state: State): Step {
  let { processed } = state;
  const effects: Effect[] = [];
  for (const item of state.outgoing) {
    if (item.seq <= processed) continue;
    if (item.type === 'command') {
      if (!state.ready) break;
      effects.push({ type: 'execute', name: item.name, data: item.data });
    }
    processed = item.seq;
  }
  if (state.session !== null && processed !== state.processed) {
    effects.unshift({ type: 'remember', session: state.session, processed });
  }
  return { state: { ...state, processed }, effects };
}

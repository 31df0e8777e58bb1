import { acknowledge } from './outbox';
import type { State } from './state';
import type { Answer, Inbound, RemoteError } from './types';

export const SESSION_RESTARTED: RemoteError = {
  name: 'SessionRestarted',
  message: 'The app was restarted before it answered.',
};

export type Effect =
  | { type: 'settle'; id: number; answer: Answer }
  | { type: 'execute'; name: string; data: unknown }
  | { type: 'remember'; session: string; processed: number };

export type Step = { state: State; effects: readonly Effect[] };

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
      told: 0,
      receiptAt: null,
      open: new Set([...state.open].filter((id) => unsent.has(id))),
    },
    effects: lost.map((id) => ({ type: 'settle', id, answer: { error: SESSION_RESTARTED } })),
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

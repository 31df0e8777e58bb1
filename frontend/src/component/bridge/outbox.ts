import type { State } from './state';
import type { Batch, Message } from './types';

/** After so many milliseconds without an acknowledgement a batch is sent again. */
export const RETRY_AFTER = 3000;
/** After so many milliseconds with nothing else to say Python is told what was processed. */
export const RECEIPT_AFTER = 1500;
/** After so many milliseconds without an acknowledgement Python may not know this chat any more. */
export const UNHEARD_AFTER = 2 * RETRY_AFTER;

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

/** Nobody waits for the reply any more; Python need not begin what it has not begun. */
export function cancel(state: State, id: number): State {
  const open = new Set(state.open);
  open.delete(id);
  const rewrite = (message: Message): Message =>
    message.id === id
      ? { ...message, data: { ...(message.data as object), cancelled: true } }
      : message;
  const inFlight = state.inFlight && {
    ...state.inFlight,
    messages: state.inFlight.messages.map(rewrite),
    hurried: state.inFlight.hurried || state.inFlight.messages.some((item) => item.id === id),
  };
  return { ...state, open, unacknowledged: state.unacknowledged.map(rewrite), inFlight };
}

export function acknowledge(state: State, id: number): State {
  return {
    ...state,
    unacknowledged: state.unacknowledged.filter((message) => message.id > id),
    inFlight: state.inFlight && state.inFlight.lastId > id ? state.inFlight : null,
  };
}

/** Whether Python carries items with it that this browser is done with. */
const owesReceipt = ({ outgoing, processed, told }: State) =>
  processed > told && outgoing.some(({ seq }) => seq <= processed);

type Sent = {
  state: State;
  batch: Batch | null;
  /** When there may be something to send again, if nothing else happens. */
  wakeAt: number | null;
};

/** The batch to send now, if any. */
export function send(state: State, now: number): Sent {
  const { session, inFlight, unacknowledged } = state;
  if (session === null) return { state, batch: null, wakeAt: null };
  if (unacknowledged.length === 0) return sendReceipt(state, session, now);

  const retryAt = inFlight && !inFlight.hurried ? inFlight.sentAt + RETRY_AFTER : now;
  if (now < retryAt) return { state, batch: null, wakeAt: retryAt };
  const { messages, attempt } = inFlight
    ? { messages: inFlight.messages, attempt: inFlight.attempt + 1 }
    : { messages: unacknowledged, attempt: 0 };
  const lastId = messages.at(-1)?.id ?? 0;
  return {
    state: {
      ...state,
      inFlight: {
        messages,
        lastId,
        attempt,
        begunAt: inFlight?.begunAt ?? now,
        sentAt: now,
        hurried: false,
      },
      told: state.processed,
      receiptAt: null,
    },
    batch: batch(state, session, attempt, messages),
    wakeAt: now + RETRY_AFTER,
  };
}

function sendReceipt(state: State, session: string, now: number): Sent {
  if (!owesReceipt(state)) {
    return { state: { ...state, receiptAt: null }, batch: null, wakeAt: null };
  }
  const receiptAt = state.receiptAt ?? now + RECEIPT_AFTER;
  if (now < receiptAt) return { state: { ...state, receiptAt }, batch: null, wakeAt: receiptAt };
  return {
    state: { ...state, told: state.processed, receiptAt: null },
    batch: batch(state, session, 0, []),
    wakeAt: null,
  };
}

function batch(
  { mount, processed: received }: State,
  session: string,
  attempt: number,
  messages: readonly Message[],
): Batch {
  return { session, mount, attempt, received, messages };
}

/** Whether what is in flight goes unheard for longer than a message that was lost. */
export const isUnheard = ({ inFlight }: State, now: number) =>
  inFlight !== null && now - inFlight.begunAt >= UNHEARD_AFTER;

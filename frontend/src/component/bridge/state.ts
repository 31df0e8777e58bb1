import type { Message, Outgoing } from './types';

type InFlight = {
  messages: readonly Message[];
  lastId: number;
  attempt: number;
  /** When it was sent for the first time, and for the last. */
  begunAt: number;
  sentAt: number;
  /** To be sent again without waiting: a message in it has changed. */
  hurried: boolean;
};

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
  /** `processed` as this mount has told it to the session. */
  told: number;
  /** When a receipt leaves unless something else does before. */
  receiptAt: number | null;
  ready: boolean;
};

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
    told: 0,
    receiptAt: null,
    ready,
  };
}

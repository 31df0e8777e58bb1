/** Browser → Python. */
export type Message = { id: number; type: string; data: unknown };

/** The component's value. */
export type Batch = {
  session: string;
  mount: string;
  attempt: number;
  received: number;
  messages: readonly Message[];
};

export type RemoteError = { name: string; message: string };

export type Answer = { value: unknown } | { error: RemoteError };

/** Python → browser. */
export type Outgoing =
  | { seq: number; type: 'reply'; mount: string; id: number; answer: Answer }
  | { seq: number; type: 'command'; name: string; data: unknown }
  | { seq: number; type: 'unknown' };

/** The part of the component's arguments that belongs to the bridge. */
export type Inbound = {
  session: string;
  ack: { mount: string; id: number } | null;
  outgoing: readonly Outgoing[];
};

/** What every event has. */
export interface EventBase {
  event_type: string;
  event_id: string;
  /** Where the log has it; absent where it is not there yet, as with quick notifications. */
  cursor?: string;
  /** Sent again because an administrator asked for it; it may have come before. */
  replay?: true;
}

interface Weekly extends EventBase {
  referee_id: string;
  /** ISO week-numbering year and week. */
  week_year: number;
  week_number: number;
}

export interface Slot {
  /** `2026-10-17` */
  date: string;
  /** `08:00`, in the time zone of the competition. */
  start: string;
  end: string;
}

export interface AvailabilityClosed extends Weekly {
  event_type: 'availability.closed';
  closed_at: string;
  total_slots: number;
}

export interface AvailabilityExpired extends Weekly {
  event_type: 'availability.expired';
  expired_at: string;
}

export interface AvailabilityUpdated extends Weekly {
  event_type: 'availability.updated';
  updated_at: string;
  slots: Slot[];
}

export interface Notification extends EventBase {
  event_type: 'notification';
  user_id?: string;
  title: string;
  message: string;
  type: 'info' | 'success' | 'warning' | 'error';
  timestamp: string;
}

export interface MatchEvent extends EventBase {
  event_type: 'match.assigned' | 'match.confirmed' | 'match.cancelled';
  match_id: string;
  referee_id: string;
  kickoff_at: string;
  venue: string;
  role: 'referee' | 'assistant' | 'fourth' | 'var';
}

/** An event of a type of your own. */
export interface CustomEvent extends EventBase {
  [field: string]: unknown;
}

export interface EventTypes {
  'availability.closed': AvailabilityClosed;
  'availability.expired': AvailabilityExpired;
  'availability.updated': AvailabilityUpdated;
  'availability.*': AvailabilityClosed | AvailabilityExpired | AvailabilityUpdated;
  'match.*': MatchEvent;
  'match.assigned': MatchEvent;
  'match.confirmed': MatchEvent;
  'match.cancelled': MatchEvent;
  notification: Notification;
  '*': CustomEvent;
}

/** What an event handler of a pattern gets. */
export type EventOf<P extends string> = P extends keyof EventTypes ? EventTypes[P] : CustomEvent;

export type Reason =
  | 'closed'
  | 'bad-token'
  | 'protocol-error'
  | 'disconnected-by-admin'
  | 'too-many-sessions'
  | 'not-allowed';

export interface Status {
  /** `closed` is the end until `reconnect()`; everything else goes on by itself. */
  state: 'connecting' | 'open' | 'reconnecting' | 'closed';
  /** When open. */
  transport?: 'websocket' | 'sse';
  /** When open: whether all that was missed follows; null at the first connection. */
  recovered?: boolean | null;
  /** When open: how many missed events follow before anything live. */
  recoveredCount?: number;
  /** When open and `recovered` is false: the cursor that what is missing comes after, in the log and in the inbox; if there was one. */
  since?: string;
  /** When lost or ended: the close code, 1006 where the line was just gone. */
  code?: number;
  /** When ended, why; when lost, what is known. */
  reason?: Reason | string;
  /** When ended: the server's own words. */
  message?: string;
  /** When lost: the next attempt, in milliseconds since 1970. */
  retryAt?: number;
}

export interface Options {
  userId: string;
  /** Where SGAD Events is; the page's own server by default. */
  url?: string;
  /**
   * A JSON Web Token; asked for at each connection, and before the last one ends. `refresh` says that it must be another
   * than the last.
   */
  getToken?: (options: { refresh: boolean }) => string | undefined | Promise<string | undefined>;
  /** Only these types, such as `['availability.*']`; everything by default. Of all tabs, the leading one's count. */
  eventTypes?: string[];
  /** Whether events are acknowledged as delivered when the handlers were called; true by default. */
  ack?: boolean;
  /**
   * Whether the browser's tabs share one line for the user; true by default, where the browser can. It is opened with the
   * token of one of them, so share only among tabs where the same person is signed in.
   */
  share?: boolean;
  /** Where the cursor is kept across reloads; `localStorage` by default. */
  storage?: Pick<Storage, 'getItem' | 'setItem'>;
  /** For places without one of their own. */
  WebSocket?: typeof globalThis.WebSocket;
  fetch?: typeof globalThis.fetch;
}

export interface Client {
  readonly userId: string;
  readonly status: Status;
  /** As a WebSocket's: 0 connecting, 1 open, 3 closed. */
  readonly readyState: 0 | 1 | 3;
  /** Calls a function for each event of a type, of a type's beginning such as `availability.*`, or `*`; returns what ends it. */
  on<P extends string>(pattern: P, handle: (event: EventOf<P>) => void): () => void;
  /** Calls a function with the status now and at each change; returns what ends it. */
  onStatus(watch: (status: Status) => void): () => void;
  /** Has the server send only these types from now on. */
  subscribe(eventTypes: string[]): void;
  /** Tells the server that an event was delivered; done by itself unless `ack` is false. */
  ack(eventId: string): void;
  /** Tells the server that the user has read an event. */
  read(eventId: string): void;
  /** Connects now, also after the end. */
  reconnect(): void;
  /** Ends it for this tab. */
  close(): void;
}

/** Connects a user and stays connected: each event once, in order, also those of the time in between. */
export function connect(options: Options): Client;

/** Whether a pattern as in `on` matches an event type. */
export function matches(pattern: string, type: string): boolean;

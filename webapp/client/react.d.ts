import type { Client, CustomEvent, Options, Status } from './sgad-client.js';

/** A user's events; options other than `limit` are read when the user changes. */
export function useAvailabilityEvents(
  userId: string | undefined,
  options?: Partial<Omit<Options, 'userId'>> & { limit?: number },
): {
  /** In order of arrival, each once; at most `limit` (500). */
  events: CustomEvent[];
  /** The connected client; null until there is one. */
  ws: Client | null;
  status: Status;
  read(eventId: string): void;
};

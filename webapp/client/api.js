const PATIENCE = 15_000;

/** The server answered, and not with what was asked for. `status` is the HTTP status, `message` what it said. */
export class Refused extends Error {
  constructor(status, message) {
    super(message);
    this.name = 'Refused';
    this.status = status;
  }
}

/** A server's addresses. */
export function server(url) {
  const base = new URL(url);
  return {
    origin: base.origin,
    socket(userId) {
      const address = new URL(`/ws/${encodeURIComponent(userId)}`, base);
      address.protocol = base.protocol === 'https:' ? 'wss:' : 'ws:';
      return address;
    },
    stream: (userId) => new URL(`/api/sse/${encodeURIComponent(userId)}`, base),
    inbox: (userId, eventId) =>
      new URL(`/api/users/${encodeURIComponent(userId)}/notifications/${encodeURIComponent(eventId)}/read`, base),
    /** Open to everybody: it answers whoever reaches the server. */
    signIn: new URL('/api/sign-in', base),
    tickets: new URL('/api/ws-tickets', base),
  };
}

/** Sends a request with the token, where there is one; throws `Refused`, or what `fetch` throws where nothing answers. */
export async function call(method, address, { token, headers, signal, fetch = globalThis.fetch } = {}) {
  const response = await fetch(address, {
    method,
    cache: 'no-store',
    credentials: 'omit',
    headers: { ...(token && { Authorization: `Bearer ${token}` }), ...headers },
    signal: signal ?? AbortSignal.timeout(PATIENCE),
  });
  if (response.ok) return response;
  const problem = await response.json().catch(() => ({}));
  throw new Refused(response.status, problem.detail ?? problem.title ?? response.statusText);
}

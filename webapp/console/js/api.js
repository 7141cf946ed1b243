import { call, Problem } from '/js/api.js';
import { token } from '/js/identity.js';

const LONG = 600_000;
const MOST = 1_000;
const MOST_ASKED = 100;

const read = async (path, query = {}) => (await call('GET', path + search(query))).body;
const send = async (method, path, body, options) => (await call(method, path, { body, ...options })).body;
const id = encodeURIComponent;

/** A page of the log. One answer looks at some thousand events: while none of them is wanted, the next is asked for. */
export async function events(query) {
  let page = await read('/events', query);
  for (let asked = 1; asked < MOST_ASKED && page.items.length === 0 && page.next; asked++) {
    page = await read('/events', { ...query, after: page.next });
  }
  return page;
}
export const event = (eventId) => read(`/events/${id(eventId)}`);
export const eventTypes = () => read('/event-types');
/** Publishes; the same key again does nothing again. */
export const publish = (path, body, key) => send('POST', path, body, { headers: { 'Idempotency-Key': key } });

export const replays = () => read('/replays', { limit: MOST });
export const replay = (request) => send('POST', '/replays', request);
export const cancelReplay = (replayId) => send('DELETE', `/replays/${id(replayId)}`);

export const nextClosing = () => read('/closings/next');
export const closings = () => read('/closings', { limit: MOST });
export const runClosing = (request) => send('POST', '/closings', request, { patience: LONG });

export const deadLetters = (query) => read('/dead-letters', query);
export const deadLetter = (letterId) => read(`/dead-letters/${id(letterId)}`);
export const requeue = (which) => send('POST', '/dead-letters/requeue', which);
export const discard = (letterId) => send('DELETE', `/dead-letters/${id(letterId)}`);

export const sessions = (query) => read('/sessions', query);
export const presence = (userId) => read(`/presence/${id(userId)}`);
export const disconnect = (sessionId) => send('DELETE', `/sessions/${id(sessionId)}`);

export const queues = () => read('/queues');
export const history = (minutes) => read('/metrics/history', { minutes });

export const matches = (query) => read('/matches', query);
export const match = (matchId) => read(`/matches/${id(matchId)}`);
export const candidates = (matchId) => read(`/matches/${id(matchId)}/candidates`);
export const announce = (form) => send('POST', '/matches', form);
export const assign = (matchId, assignment) => send('POST', `/matches/${id(matchId)}/assignments`, assignment);
export const withdraw = (matchId, refereeId) => send('DELETE', `/matches/${id(matchId)}/assignments/${id(refereeId)}`);
export const cancelMatch = (matchId) => send('POST', `/matches/${id(matchId)}/cancel`);

export const verifyProjection = () => send('POST', '/availability/verify', undefined, { patience: LONG });
export const rebuildProjection = () => send('POST', '/availability/rebuild', undefined, { patience: LONG });
export const invalidate = (which) => send('POST', '/cache/invalidate', which);
export const scheduled = (query) => read('/notifications/scheduled', query);
export const cancelScheduled = (eventId) => send('DELETE', `/notifications/scheduled/${id(eventId)}`);

/** What `/health/live` and `/health/ready` say, well or not. A proxy may keep them for those who watch the nodes. */
export async function health() {
  const ask = async (name) => {
    const response = await fetch(`/health/${name}`, { cache: 'no-store', signal: AbortSignal.timeout(5_000) });
    if (response.status === 404) throw new Problem(404);
    return response.json();
  };
  const [live, ready] = await Promise.all([ask('live'), ask('ready')]);
  return { live, ready };
}

/** The log as text, a page after the other: yields `{text, next}`, with the heading line in the first alone. */
export async function* exported(type, query) {
  for (let after = query.after; after !== null; ) {
    const response = await fetch(`/api/events${search({ ...query, after, limit: MOST })}`, {
      headers: { Accept: type, ...(token() && { Authorization: `Bearer ${token()}` }) },
    });
    if (!response.ok) throw new Error(`HTTP ${response.status}`);
    yield await response.text();
    after = response.headers.get('X-Next');
  }
}

function search(query) {
  const given = Object.entries(query).filter(([, value]) => value !== undefined && value !== '');
  return given.length > 0 ? `?${new URLSearchParams(given)}` : '';
}

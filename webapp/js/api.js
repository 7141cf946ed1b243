import { end, token } from './session.js';

const PATIENCE = 15_000;

/** The server said no: an RFC 9457 problem, or whatever it answered instead. */
export class Problem extends Error {
  constructor(status, { title, detail, errors } = {}) {
    super(detail ?? title ?? '');
    this.status = status;
    this.errors = Array.isArray(errors) ? errors : [];
  }
}

/** The server said nothing. */
export class Unreachable extends Error {}

/** A part of who is available on a day. */
export const availableOn = (day, after) =>
  call('GET', `/availability?${new URLSearchParams({ date: day, limit: 1000, ...(after && { after }) })}`);

export const nextClosing = () => call('GET', '/closings/next');

/** The week and its ETag; undefined when nothing was ever filed. */
export async function readWeek(refereeId, week) {
  try {
    return await call('GET', weekPath(refereeId, week));
  } catch (error) {
    if (error instanceof Problem && error.status === 404) return undefined;
    throw error;
  }
}

/** Files the whole week over the one with `etag`, or as the first; 412 when another hand was quicker. */
export const fileWeek = (refereeId, week, slots, etag) =>
  call('PUT', weekPath(refereeId, week), {
    body: { slots },
    headers: etag ? { 'If-Match': etag } : { 'If-None-Match': '*' },
  });

/** A part of an inbox, oldest first. */
export const inboxOf = (userId, after) =>
  call('GET', `${userPath(userId)}/notifications?${new URLSearchParams({ limit: 1000, ...(after && { after }) })}`);

export const readItem = (userId, eventId) =>
  call('POST', `${userPath(userId)}/notifications/${encodeURIComponent(eventId)}/read`);

export const readAllItems = (userId) => call('POST', `${userPath(userId)}/notifications/read-all`);

export const preferencesOf = (userId) => call('GET', `${userPath(userId)}/preferences`);

export const savePreferences = (userId, body) => call('PUT', `${userPath(userId)}/preferences`, { body });

/** By kick-off, from a day on. */
export const matchesOf = (refereeId, from) =>
  call('GET', `/matches?${new URLSearchParams({ referee_id: refereeId, from, limit: 100 })}`);

export const confirmMatch = (matchId, refereeId) =>
  call('POST', `/matches/${encodeURIComponent(matchId)}/assignments/${encodeURIComponent(refereeId)}/confirm`);

const userPath = (userId) => `/users/${encodeURIComponent(userId)}`;

const weekPath = (refereeId, week) => `/availability/${encodeURIComponent(refereeId)}/${week}`;

/**
 * What the API answers, `{status, etag, body}`, within `patience` milliseconds. A call that is refused for its token, or the
 * want of one, ends the session.
 */
export async function call(method, path, { body, headers, patience = PATIENCE } = {}) {
  const used = token();
  const response = await reach(`/api${path}`, {
    signal: AbortSignal.timeout(patience),
    method,
    cache: 'no-cache',
    headers: {
      Accept: 'application/json, application/problem+json',
      'Accept-Language': document.documentElement.lang,
      ...(used && { Authorization: `Bearer ${used}` }),
      ...(body && { 'Content-Type': 'application/json' }),
      ...headers,
    },
    body: body && JSON.stringify(body),
  });
  const empty = method === 'GET' && !response.body;
  if (response.status === 401) end(used);
  if (!response.ok || empty) throw new Problem(response.status, response.body);
  return response;
}

async function reach(url, request) {
  try {
    const response = await fetch(url, request);
    const json = /\bjson\b/.test(response.headers.get('Content-Type') ?? '');
    return {
      ok: response.ok,
      status: response.status,
      etag: response.headers.get('ETag'),
      body: json ? await response.json() : undefined,
    };
  } catch (cause) {
    throw new Unreachable(`${request.method} ${url}`, { cause });
  }
}

import { server } from './api.js';
import { Connection } from './connection.js';
import { guarded, handlers, matches } from './events.js';
import { cursorIn } from './memory.js';
import { Tabs } from './tabs.js';

/** The ends that are this tab's own, as another one's token may well be good: bad token, not allowed. */
const OWN_ENDS = [4500, 4507];

/** A user's events; made by `connect`. */
class Client {
  #connection; #tabs; #name; #shares; #cursor; #status; #ack;
  #handlers = handlers();
  #watchers = new Set();
  #listeners = new AbortController();
  #hasLeader = false;
  #held = [];

  constructor({ url, userId, getToken, eventTypes, ack, share, storage, WebSocket, fetch }) {
    const at = server(url);
    this.#name = `sgad:${at.origin}:${userId}`;
    this.#shares = share && Tabs.possible;
    this.userId = userId;
    this.#ack = ack;
    this.#cursor = cursorIn(storage, `${this.#name}:cursor`);
    this.#status = { state: 'connecting' };
    this.#connection = new Connection({
      server: at,
      userId,
      cursor: this.#cursor,
      getToken,
      WebSocket,
      fetch,
      eventTypes,
      onEvent: (event) => this.#received(event),
      onStatus: (status) => this.#changed(status),
    });
    this.#watchTheReader();
    if (this.#shares) this.#join();
    else this.#connection.open();
  }

  get status() {
    return this.#status;
  }

  /** As a WebSocket's: 0 connecting, 1 open, 3 closed. */
  get readyState() {
    return { connecting: 0, reconnecting: 0, open: 1, closed: 3 }[this.#status.state];
  }

  on(pattern, handle) {
    return this.#handlers.on(pattern, handle);
  }

  onStatus(watch) {
    this.#watchers.add(watch);
    guarded(watch, this.#status);
    return () => void this.#watchers.delete(watch);
  }

  subscribe(eventTypes) {
    const value = [...eventTypes];
    if (this.#follows) this.#connection.subscribe(value); // for when this tab leads
    this.#do({ command: 'subscribe', value });
  }

  ack(eventId) {
    this.#do({ command: 'ack', value: eventId });
  }

  read(eventId) {
    this.#do({ command: 'read', value: eventId });
  }

  reconnect() {
    if (this.#shares && !this.#tabs) this.#join();
    else this.#do({ command: 'reconnect' });
  }

  close() {
    this.#listeners.abort();
    this.#leave(); // first, as the others go on
    this.#connection.close();
    this.#held = [];
    this.#handlers.clear();
    this.#watchers.clear();
  }

  #join() {
    this.#tabs = new Tabs(this.#name, { onLead: () => this.#lead(), onMessage: (message) => this.#heard(message) });
    this.#tabs.post({ hello: true });
  }

  /** Another tab leads from here on. */
  #leave() {
    this.#pass({ leaves: true });
    this.#tabs?.close();
    this.#tabs = undefined;
    this.#hasLeader = false;
  }

  get #follows() {
    return this.#tabs !== undefined && !this.#tabs.leads;
  }

  #lead() {
    this.#cursor.reload();
    if (this.#connection.status.state === 'connecting') this.#changed(this.#connection.status);
    this.#connection.open();
    this.#doHeld();
  }

  /** From another tab: an event or a status of the one that leads, or that it leaves; to it, a command. */
  #heard({ hello, event, status, cursor, leaves, command, value }) {
    if (!this.#tabs) return;
    if (this.#tabs.leads) {
      if (hello) this.#pass({ status: forNewcomers(this.#status) });
      else if (command) this.#connection[command](value);
      return;
    }
    this.#cursor.hear(cursor);
    if (leaves) this.#hasLeader = false;
    if (event && (this.#connection.saw(event.event_id) || event.replay)) this.#handlers.handle(event);
    if (status) this.#follow(status);
  }

  #follow(status) {
    this.#hasLeader = true;
    this.#doHeld();
    this.#tell(status);
  }

  /** Here, by the tab that leads, or, as long as nobody does, later. */
  #do(command) {
    if (!this.#follows) this.#connection[command.command](command.value);
    else if (this.#hasLeader) this.#tabs.post(command);
    else this.#held.push(command);
  }

  #doHeld() {
    for (const command of this.#held.splice(0)) this.#do(command);
  }

  /** To the other tabs, with the cursor they have come to by it. */
  #pass(message) {
    if (this.#tabs?.leads) this.#tabs.post({ ...message, cursor: this.#cursor.get() });
  }

  #received(event) {
    this.#pass({ event });
    this.#handlers.handle(event);
    if (this.#ack) this.#connection.ack(event.event_id);
  }

  #changed(status) {
    if (status.state === 'closed' && OWN_ENDS.includes(status.code)) this.#leave();
    else this.#pass({ status });
    this.#tell(status);
  }

  #tell(status) {
    this.#status = status;
    for (const watch of [...this.#watchers]) guarded(watch, status);
  }

  #watchTheReader() {
    const { signal } = this.#listeners;
    const hurry = () => this.#do({ command: 'hurry' });
    globalThis.addEventListener?.('online', hurry, { signal });
    globalThis.document?.addEventListener('visibilitychange', () => document.hidden || hurry(), { signal });
  }
}

/** What was missed before a tab was there is not missing to it. */
const forNewcomers = ({ since, ...status }) => (status.state === 'open' ? { ...status, recovered: null, recoveredCount: 0 } : status);

/**
 * Connects a user to SGAD Events and stays connected: see `sgad-client.d.ts` for what can be chosen and what comes back.
 *
 * @param {import('./sgad-client.js').Options} options
 */
export function connect(options) {
  const { userId, url = globalThis.location?.href, eventTypes, ack = true, share = true } = options;
  if (typeof userId !== 'string' || userId === '') throw new TypeError(`userId is '${userId}'; a user's id is needed`);
  if (url === undefined) throw new TypeError("url is missing; outside a page it must say where SGAD Events is");
  if (eventTypes !== undefined && !Array.isArray(eventTypes)) throw new TypeError('eventTypes must be a list of types');
  return new Client({ ...options, url, ack, share, storage: options.storage ?? webStorage() });
}

export { matches };

function webStorage() {
  try {
    return globalThis.localStorage;
  } catch {
    return undefined; // forbidden by the browser
  }
}

import { server } from './api.js';
import { Connection } from './connection.js';
import { guarded, handlers, matches } from './events.js';
import { cursorIn } from './memory.js';
import { Tabs } from './tabs.js';

/** A user's events; made by `connect`. */
class Client {
  #connection; #tabs; #cursor; #status; #ack;
  #handlers = handlers();
  #watchers = new Set();
  #listeners = new AbortController();

  constructor({ url, userId, getToken, eventTypes, ack, share, storage, WebSocket, fetch }) {
    const at = server(url);
    const name = `sgad:${at.origin}:${userId}`;
    this.userId = userId;
    this.#ack = ack;
    this.#cursor = cursorIn(storage, `${name}:cursor`);
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
    if (share && Tabs.possible) this.#join(name);
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
    this.#do({ command: 'subscribe', value: [...eventTypes] });
  }

  ack(eventId) {
    this.#do({ command: 'ack', value: eventId });
  }

  read(eventId) {
    this.#do({ command: 'read', value: eventId });
  }

  reconnect() {
    this.#do({ command: 'reconnect' });
  }

  close() {
    this.#listeners.abort();
    if (!this.#tabs || this.#tabs.leads) this.#connection.close();
    else this.#tell({ state: 'closed', reason: 'closed' });
    this.#tabs?.close();
    this.#tabs = undefined;
    this.#handlers.clear();
    this.#watchers.clear();
  }

  #join(name) {
    this.#tabs = new Tabs(name, { onLead: () => this.#lead(), onMessage: (message) => this.#heard(message) });
    this.#tabs.post({ hello: true });
  }

  #lead() {
    this.#cursor.reload();
    this.#connection.open();
  }

  /** From another tab: an event or a status of the one that leads; to it, a command. */
  #heard({ hello, event, status, command, value }) {
    if (this.#tabs.leads) {
      if (hello) this.#tabs.post({ status: this.#status });
      else if (command) this.#connection[command](value);
    } else if (event) {
      this.#connection.saw(event.event_id);
      this.#handlers.handle(event);
    } else if (status) this.#tell(status);
  }

  #do(command) {
    if (!this.#tabs || this.#tabs.leads) this.#connection[command.command](command.value);
    else this.#tabs.post(command);
  }

  #received(event) {
    if (this.#tabs) this.#tabs.post({ event });
    this.#handlers.handle(event);
    if (this.#ack) this.#connection.ack(event.event_id);
  }

  #changed(status) {
    if (this.#tabs?.leads) this.#tabs.post({ status });
    this.#tell(status);
  }

  #tell(status) {
    this.#status = status;
    for (const watch of [...this.#watchers]) guarded(watch, status);
  }

  #watchTheReader() {
    const { signal } = this.#listeners;
    const hurry = () => this.#connection.hurry();
    globalThis.addEventListener?.('online', hurry, { signal });
    globalThis.document?.addEventListener('visibilitychange', () => document.hidden || hurry(), { signal });
  }
}

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

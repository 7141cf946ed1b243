import { call, Refused } from './api.js';
import { backoff } from './backoff.js';
import { EventStreamLine } from './event-stream.js';
import { recentIds } from './memory.js';
import { tokens } from './token.js';
import { WebSocketLine } from './websocket.js';

/** Close codes after which coming back by oneself is of no use, and why. */
const FINAL = {
  4500: 'bad-token',
  4501: 'protocol-error',
  4503: 'disconnected-by-admin',
  4504: 'too-many-sessions',
  4507: 'not-allowed',
};
const TOKEN_ENDED = 4003;
const SOCKETS_BEFORE_STREAM = 2;
const STREAMS_BEFORE_SOCKET = 4;
const LOOK_EVERY = 5_000;
/** From a stream back to a socket: tried after this long, and up to as much again. */
const SOCKET_AGAIN_AFTER = 30_000;

/**
 * A user's events for as long as it takes: one line to the server at a time, opened again after each loss, with the last
 * cursor. `onEvent` gets each event once, in the server's order; `onStatus` every change of
 * `{state, transport, recovered, recoveredCount, since, code, reason, retryAt}`.
 */
export class Connection {
  #server; #userId; #cursor; #tokens; #wants; #options; #onEvent; #onStatus;
  #status = { state: 'connecting' };
  #seen = recentIds();
  #waits = backoff();
  #line; #retry; #look; #replay; #trial; #rival;
  #attempt = 0;
  #silentSockets = 0;
  #streams = 0;
  #streamWorks = false;
  #refusedTokens = 0;

  constructor({ server, userId, cursor, getToken, eventTypes, WebSocket, fetch, onEvent, onStatus }) {
    this.#server = server;
    this.#userId = userId;
    this.#cursor = cursor;
    this.#tokens = tokens(getToken);
    this.#wants = eventTypes;
    this.#options = { WebSocket, fetch };
    this.#onEvent = onEvent;
    this.#onStatus = onStatus;
  }

  get status() {
    return this.#status;
  }

  open() {
    this.reconnect();
  }

  /** Ends for good. */
  close() {
    this.#stop();
    this.#tell({ state: 'closed', reason: 'closed' });
  }

  /** Connects now, also after the end. */
  reconnect() {
    this.#waits.reset();
    this.#silentSockets = this.#refusedTokens = 0;
    this.#connect();
  }

  /** The reader or the network is back: uses the line at once, or gets one without waiting. */
  hurry() {
    if (this.#line) this.#line.probe();
    else if (this.#retry !== undefined) this.#connect();
  }

  /** Has the server send only these types from now on, also on later lines. */
  subscribe(eventTypes) {
    this.#wants = eventTypes;
    this.#line?.send({ type: 'subscribe', event_types: eventTypes });
  }

  ack(eventId) {
    this.#line?.send({ type: 'ack', event_id: eventId });
  }

  /** Where the line cannot carry it, the user's inbox is told. */
  read(eventId) {
    if (this.#line?.send({ type: 'read', event_id: eventId })) return;
    this.#post(this.#server.inbox(this.#userId, eventId)).catch(() => {}); // a receipt, not worth more
  }

  /** An event that came by another tab's line: known from here on. Tells whether it was not before. */
  saw(eventId) {
    return this.#seen.add(eventId);
  }

  async #connect() {
    this.#drop();
    this.#look ??= setInterval(() => this.#refreshWhenDue(), LOOK_EVERY);
    const attempt = ++this.#attempt;
    if (this.#status.state !== 'connecting') this.#tell({ ...this.#status, state: 'reconnecting', retryAt: undefined });
    try {
      const token = await this.#tokens.current({ refresh: this.#refusedTokens > 0 });
      const asSocket = this.#isSocketNext();
      const ticket = asSocket ? await this.#ticket(token) : undefined;
      if (attempt === this.#attempt) this.#line = asSocket ? this.#socket(ticket) : this.#stream(token);
    } catch (error) {
      if (attempt === this.#attempt) this.#failed(error);
    }
  }

  /** A stream after sockets that stayed silent; where streams work, only now and then a socket again. */
  #isSocketNext() {
    return this.#streamWorks ? this.#streams >= STREAMS_BEFORE_SOCKET : this.#silentSockets < SOCKETS_BEFORE_STREAM;
  }

  /**
   * Fails where the server is not reached, as that says nothing about sockets: one that stays silent after this counts
   * against them.
   */
  async #ticket(token) {
    if (!token) {
      if (this.#silentSockets > 0) await this.#reach();
      return undefined;
    }
    const response = await call('POST', this.#server.tickets, { token, fetch: this.#options.fetch });
    return (await response.json()).ticket;
  }

  async #reach() {
    try {
      await call('GET', this.#server.signIn, { fetch: this.#options.fetch });
    } catch (error) {
      if (!(error instanceof Refused) || error.status >= 500) throw error;
    }
  }

  #socket(ticket) {
    this.#silentSockets++;
    this.#streams = 0;
    return this.#webSocket(ticket, this.#ends());
  }

  #webSocket(ticket, ends) {
    const { WebSocket } = this.#options;
    return new WebSocketLine(this.#server.socket(this.#userId), { ticket, WebSocket, cursor: this.#cursor.get(), ...ends });
  }

  #trySocketLater() {
    this.#rival = undefined;
    this.#trial = setTimeout(() => this.#trySocket(), SOCKET_AGAIN_AFTER * (1 + Math.random()));
  }

  /** Beside the stream, which goes on until the socket is welcome. */
  async #trySocket() {
    const attempt = this.#attempt;
    try {
      const token = await this.#tokens.current();
      const ticket = await this.#ticket(token);
      if (attempt === this.#attempt) this.#rival = this.#webSocket(ticket, this.#rivalEnds());
    } catch {
      if (attempt === this.#attempt) this.#trySocketLater();
    }
  }

  #rivalEnds() {
    const { onMessage, onEnd } = this.#ends();
    return {
      onMessage: (message) => {
        this.#takeOver();
        onMessage(message);
      },
      onEnd: (...why) => (this.#rival ? this.#trySocketLater() : onEnd(...why)),
    };
  }

  #takeOver() {
    if (!this.#rival) return;
    const socket = this.#rival;
    this.#rival = undefined;
    this.#drop();
    this.#line = socket;
  }

  #stream(token) {
    this.#silentSockets = 0; // the next attempt is a socket again, unless this one works
    this.#streams++;
    const { fetch } = this.#options;
    return new EventStreamLine(this.#server.stream(this.#userId), { token, fetch, cursor: this.#cursor.get(), ...this.#ends() });
  }

  #ends() {
    return { onMessage: (message) => this.#take(message), onEnd: (code, reason) => this.#lost(code, reason) };
  }

  #take(message) {
    if (message.event_type === undefined) {
      if (message.type === 'welcome') this.#welcomed(message);
      return;
    }
    this.#keepCursor(message.cursor);
    if (this.#seen.add(message.event_id) || message.replay) this.#onEvent(message);
  }

  #welcomed({ cursor, recovered, recovered_count: count }) {
    this.#silentSockets = this.#refusedTokens = 0;
    this.#waits.reset();
    this.#streamWorks = this.#line?.transport === 'sse';
    if (this.#streamWorks) this.#trySocketLater();
    const since = recovered === false ? { since: this.#cursor.get() } : {};
    this.#replay = { left: count, cursor };
    if (count === 0) this.#cursor.keep(cursor);
    if (this.#wants) this.#line?.send({ type: 'subscribe', event_types: this.#wants });
    this.#tell({ state: 'open', transport: this.#line?.transport, recovered, recoveredCount: count, ...since });
  }

  /** The welcome's cursor holds once all that was missed has come, with a cursor or without. */
  #keepCursor(cursor) {
    this.#cursor.keep(cursor);
    if (this.#replay?.left > 0 && --this.#replay.left === 0) this.#cursor.keep(this.#replay.cursor);
  }

  #lost(code, reason) {
    this.#drop();
    if (code === TOKEN_ENDED && ++this.#refusedTokens > 1) return this.#end(4500, reason);
    if (FINAL[code]) return this.#end(code, reason);
    return this.#wait(code, reason);
  }

  /** No line came about: no token, no ticket, no network. */
  #failed(error) {
    if (!(error instanceof Refused)) return this.#wait(1006, error.message);
    if (error.status === 401 && ++this.#refusedTokens > 1) return this.#end(4500, error.message);
    if (error.status === 403) return this.#end(4507, error.message);
    return this.#wait(1006, error.message);
  }

  #wait(code, reason) {
    const delay = this.#waits.next();
    this.#retry = setTimeout(() => this.#connect(), delay);
    this.#tell({ state: 'reconnecting', code, reason, retryAt: Date.now() + delay });
  }

  #end(code, reason) {
    this.#stop();
    this.#tell({ state: 'closed', code, reason: FINAL[code], message: reason });
  }

  async #refreshWhenDue() {
    if (!this.#line || !this.#tokens.isDue()) return;
    try {
      const token = await this.#tokens.current({ refresh: true });
      if (token) this.#line?.send({ type: 'refresh', token });
    } catch (error) {
      // the next look asks again; without a new token the server ends the line with 4003
      console.warn('sgad: no new token', error);
    }
  }

  async #post(address) {
    return call('POST', address, { token: await this.#tokens.current(), fetch: this.#options.fetch });
  }

  #stop() {
    clearInterval(this.#look);
    this.#look = undefined;
    this.#drop();
  }

  #drop() {
    this.#attempt++;
    clearTimeout(this.#retry);
    clearTimeout(this.#trial);
    this.#retry = undefined;
    this.#line?.close();
    this.#rival?.close();
    this.#line = this.#rival = undefined;
  }

  #tell(status) {
    this.#status = status;
    this.#onStatus(status);
  }
}

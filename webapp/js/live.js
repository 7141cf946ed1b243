const PING_EVERY = 30_000;
const PONG_WITHIN = 10_000;
const SHORTEST = 500;
const LONGEST = 20_000;

/** Close codes after which coming back by oneself is pointless or unwelcome. */
const FINAL = new Set([4500, 4501, 4503, 4504, 4507]);

/**
 * A user's events over a plain WebSocket, for as long as it takes. `onState` hears `live` with the
 * first pong, because from there on nothing published is missed; `reconnecting` when the line is
 * gone; `stopped` with a close code when the server asked not to come back.
 */
export class Live {
  #address; #onState; #onEvent;
  #socket; #lastEventId;
  #failures = 0;
  #timers = {};
  #listeners = new AbortController();

  constructor(userId, { onState, onEvent }) {
    this.#address = new URL(`/ws/${encodeURIComponent(userId)}`, location.href.replace(/^http/, 'ws'));
    this.#onState = onState;
    this.#onEvent = onEvent;
  }

  open() {
    const { signal } = this.#listeners;
    addEventListener('online', () => this.#hurry(), { signal });
    document.addEventListener('visibilitychange', () => document.hidden || this.#hurry(), { signal });
    this.#connect();
  }

  close() {
    this.#listeners.abort();
    this.#drop();
  }

  /** Connects now, also after `stopped`. */
  retry() {
    this.#failures = 0;
    this.#onState('reconnecting');
    this.#connect();
  }

  #connect() {
    this.#drop();
    if (this.#lastEventId) this.#address.searchParams.set('last_event_id', this.#lastEventId);
    const socket = (this.#socket = new WebSocket(this.#address));
    socket.onopen = () => this.#ping();
    socket.onmessage = ({ data }) => this.#receive(data);
    socket.onclose = ({ code }) => this.#lost(code);
    this.#after(PONG_WITHIN, 'deadline', () => this.#lost());
  }

  #receive(data) {
    const message = read(data);
    if (message?.type === 'pong' && !message.event_type) return this.#alive();
    if (!message?.event_type) return undefined;
    this.#lastEventId = message.event_id ?? this.#lastEventId;
    return this.#onEvent(message);
  }

  #ping() {
    this.#socket.send('ping');
    this.#after(PONG_WITHIN, 'deadline', () => this.#lost());
  }

  #alive() {
    this.#failures = 0;
    clearTimeout(this.#timers.deadline);
    this.#after(PING_EVERY, 'ping', () => this.#ping());
    this.#onState('live');
  }

  #lost(code) {
    this.#drop();
    if (FINAL.has(code)) return this.#onState('stopped', code);
    this.#onState('reconnecting');
    return this.#after(jitter(this.#failures++), 'connect', () => this.#connect());
  }

  /** The network or the reader is back: use the line, or get one, without waiting. */
  #hurry() {
    if (this.#socket?.readyState === WebSocket.OPEN) this.#ping();
    else if (this.#timers.connect) this.#connect();
  }

  #drop() {
    Object.values(this.#timers).forEach(clearTimeout);
    this.#timers = {};
    if (!this.#socket) return;
    this.#socket.onopen = this.#socket.onmessage = this.#socket.onclose = null;
    this.#socket.close();
    this.#socket = undefined;
  }

  #after(delay, name, task) {
    clearTimeout(this.#timers[name]);
    this.#timers[name] = setTimeout(task, delay);
  }
}

/** Full jitter: anywhere between the shortest wait and a ceiling that doubles. */
const jitter = (failures) =>
  SHORTEST + Math.random() * (Math.min(LONGEST, SHORTEST * 2 ** (failures + 1)) - SHORTEST);

function read(data) {
  try {
    return JSON.parse(data);
  } catch {
    return undefined;
  }
}

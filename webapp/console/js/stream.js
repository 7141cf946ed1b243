import { backoff } from '/client/backoff.js';
import { EventStreamLine } from '/client/event-stream.js';
import { end, token } from '/js/identity.js';

/** Close codes after which coming back would change nothing: not allowed, and one stream too many. */
const FINAL = [4503, 4504, 4507];
const TOKEN_ENDED = 4003;

/** Everything that happens, as administrators see it; comes back by itself, with what was missed where the server has it. */
export class EventStream {
  #address;
  #onEvent;
  #onStatus;
  #onGap;
  #line;
  #cursor;
  #timer;
  #token;
  #waits = backoff();

  /**
   * @param filter `{type, user_id}`; empty is everything
   * @param onGap is called where the server could not repeat all that was missed
   * @param onStatus is told `connecting`, `live`, `reconnecting` or `stopped`, and a code where it stopped
   */
  constructor(filter, { onEvent, onGap, onStatus }) {
    this.#address = new URL('/api/events/stream', location.origin);
    Object.entries(filter).forEach(([name, value]) => value && this.#address.searchParams.set(name, value));
    this.#onEvent = onEvent;
    this.#onStatus = onStatus;
    this.#onGap = onGap;
    onStatus('connecting');
    this.#open();
  }

  close() {
    clearTimeout(this.#timer);
    this.#line.close();
  }

  #open() {
    this.#token = token();
    this.#line = new EventStreamLine(this.#address, {
      token: this.#token,
      cursor: this.#cursor,
      onMessage: (message) => this.#heard(message),
      onEnd: (code, reason) => this.#ended(code, reason),
    });
  }

  #heard(message) {
    this.#waits.reset();
    this.#cursor = message.cursor ?? this.#cursor;
    if (message.event_type !== undefined) return this.#onEvent(message);
    if (message.type !== 'welcome') return undefined;
    if (message.recovered === false) this.#onGap();
    return this.#onStatus('live');
  }

  #ended(code, reason) {
    if (FINAL.includes(code)) return this.#onStatus('stopped', reason);
    if (code === TOKEN_ENDED) end(this.#token);
    this.#onStatus('reconnecting');
    this.#timer = setTimeout(() => this.#open(), this.#waits.next());
  }
}

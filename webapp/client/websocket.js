const SUBPROTOCOL = 'sgad.v1';
const WELCOME_WITHIN = 15_000;
const CLOSE_WITHIN = 1_000;
const ANSWER_WITHIN = 8_000;
const LOOK_EVERY = 5_000;
const SLACK = 10_000;
const OPEN = 1;

/**
 * One WebSocket of `sgad.v1`. Gives `onMessage` all but the heartbeat; `onEnd(code, reason)` is called once, unless it was
 * closed from here. Code 1006 is a line that was lost or never came about.
 *
 * Whether the server is still there is told by the clock and not by a count of timers, which background tabs hardly get:
 * after too long a silence it is asked, and only given up when it does not answer.
 */
export class WebSocketLine {
  transport = 'websocket';
  #socket; #onMessage; #onEnd; #welcome; #look; #askedAt;
  #heardAt = Date.now();
  #patience = Infinity;

  constructor(address, { ticket, cursor, WebSocket = globalThis.WebSocket, onMessage, onEnd }) {
    if (cursor !== undefined) address.searchParams.set('cursor', cursor);
    this.#onMessage = onMessage;
    this.#onEnd = onEnd;
    this.#socket = new WebSocket(address.href, ticket ? [SUBPROTOCOL, `ticket.${ticket}`] : [SUBPROTOCOL]);
    this.#socket.onmessage = ({ data }) => this.#take(data);
    this.#socket.onclose = ({ code, reason }) => this.#end(code, reason);
    this.#socket.onerror = () => this.#giveUpAfter(CLOSE_WITHIN, 'the line failed');
    this.#giveUpAfter(WELCOME_WITHIN, 'no welcome in time');
  }

  /** Whether it was sent; it is not while the line is not open. */
  send(message) {
    if (this.#socket.readyState !== OPEN) return false;
    this.#socket.send(JSON.stringify(message));
    return true;
  }

  /** Asks the server whether it is there. */
  probe() {
    if (this.#askedAt === undefined && this.send({ type: 'ping' })) this.#askedAt = Date.now();
  }

  close() {
    this.#leave();
    this.#socket.close(1000);
  }

  #take(data) {
    this.#heardAt = Date.now();
    this.#askedAt = undefined;
    const message = JSON.parse(data);
    if (message.event_type === undefined) {
      if (message.type === 'ping') return void this.send({ type: 'pong' });
      if (message.type === 'pong') return undefined;
      if (message.type === 'welcome') this.#begin(message);
    }
    return this.#onMessage(message);
  }

  /** An error is followed by a close with its code, in every browser; not everywhere else. */
  #giveUpAfter(patience, reason) {
    clearTimeout(this.#welcome);
    this.#welcome = setTimeout(() => this.#end(1006, reason), patience);
  }

  #begin({ heartbeat_seconds: seconds }) {
    clearTimeout(this.#welcome);
    this.#patience = seconds * 1_000 + SLACK;
    this.#look = setInterval(() => this.look(), LOOK_EVERY);
  }

  /** Asks after a silence, and ends where nobody answers. */
  look(now = Date.now()) {
    if (this.#askedAt !== undefined && now - this.#askedAt > ANSWER_WITHIN) this.#end(1006, 'the server is silent');
    else if (now - this.#heardAt > this.#patience) this.probe();
  }

  #end(code, reason) {
    this.#leave();
    this.#socket.close();
    this.#onEnd(code, reason);
  }

  #leave() {
    clearTimeout(this.#welcome);
    clearInterval(this.#look);
    this.#socket.onmessage = this.#socket.onclose = null;
    this.#socket.onerror = () => {}; // outside browsers an error that nobody handles ends the program
  }
}

/**
 * One line for all of a browser's tabs. Whoever holds the lock of the name leads: it has the line, and passes on what
 * comes. When its tab goes, the browser gives the lock to the next. The others say what they have to say through it.
 */
export class Tabs {
  #channel; #release; #onLead; #onMessage;
  #leaving = new AbortController();
  leads = false;

  /** Whether this browser can share. */
  static get possible() {
    return typeof globalThis.BroadcastChannel === 'function' && typeof globalThis.navigator?.locks?.request === 'function';
  }

  constructor(name, { onLead, onMessage }) {
    this.#onLead = onLead;
    this.#onMessage = onMessage;
    this.#channel = new BroadcastChannel(name);
    this.#channel.onmessage = ({ data }) => this.#onMessage(data);
    navigator.locks.request(name, { signal: this.#leaving.signal }, () => this.#lead()).catch(ignoreAbort);
  }

  post(message) {
    this.#channel.postMessage(message);
  }

  close() {
    this.#channel.close();
    this.#leaving.abort();
    this.#release?.();
  }

  #lead() {
    if (this.#leaving.signal.aborted) return undefined;
    this.leads = true;
    this.#onLead();
    return new Promise((release) => (this.#release = release));
  }
}

function ignoreAbort(error) {
  if (error.name !== 'AbortError') throw error;
}

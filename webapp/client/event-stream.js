import { call, Refused } from './api.js';

const SILENCE = 30_000;
const LOOK_EVERY = 5_000;
const LINE_END = /\r?\n/;

/**
 * The same events as server-sent events, where WebSockets cannot pass. Read with `fetch`, as an `EventSource` can bring
 * no token and does not tell why it was refused. It has no way back: acknowledgements go by HTTP or not at all.
 */
export class EventStreamLine {
  transport = 'sse';
  #abort = new AbortController();
  #heardAt = Date.now();
  #look; #onMessage; #onEnd;
  #ended = false;

  constructor(address, { token, cursor, fetch, onMessage, onEnd }) {
    this.#onMessage = onMessage;
    this.#onEnd = onEnd;
    this.#look = setInterval(() => Date.now() - this.#heardAt > SILENCE && this.#end(1006, 'the server is silent'), LOOK_EVERY);
    this.#read(address, { token, cursor, fetch }).then(
      () => this.#end(1006, 'the stream ended'),
      (error) => this.#end(codeOf(error), error.message),
    );
  }

  send() {
    return false;
  }

  probe() {}

  close() {
    this.#ended = true;
    clearInterval(this.#look);
    this.#abort.abort();
  }

  async #read(address, { token, cursor, fetch }) {
    const response = await call('GET', address, {
      token,
      fetch,
      signal: this.#abort.signal,
      headers: { Accept: 'text/event-stream', ...(cursor !== undefined && { 'Last-Event-ID': cursor }) },
    });
    let rest = '';
    let block = {};
    const text = response.body.pipeThrough(new TextDecoderStream());
    for (const reader = text.getReader(); ; ) {
      const { value, done } = await reader.read();
      if (done) return;
      this.#heardAt = Date.now();
      const lines = (rest + value).split(LINE_END);
      rest = lines.pop();
      for (const line of lines) block = this.#line(line, block);
    }
  }

  #line(line, block) {
    if (line === '') {
      this.#dispatch(block);
      return {};
    }
    const [, field, value] = /^([^:]*):? ?(.*)$/s.exec(line);
    if (field === 'data') block.data = block.data === undefined ? value : `${block.data}\n${value}`;
    else if (field !== '') block[field] = value;
    return block;
  }

  #dispatch({ event, id, data }) {
    if (data === undefined || this.#ended) return;
    const message = JSON.parse(data);
    if (event === 'close') return void this.#end(message.code, message.reason);
    // an event's cursor is the id of its block; a field of that name would be its publisher's
    this.#onMessage(message.event_type === undefined ? message : { ...message, cursor: id });
  }

  #end(code, reason) {
    if (this.#ended) return;
    this.close();
    this.#onEnd(code, reason);
  }
}

/** What the refusal of a stream would be as a close code. */
function codeOf(error) {
  if (!(error instanceof Refused)) return 1006;
  return { 401: 4003, 403: 4507, 429: 4504 }[error.status] ?? 1006;
}

import assert from 'node:assert/strict';

/** Sockets whose server is the test, for what a real one does only once in a while; `last` is the newest. */
export function sockets() {
  const all = [];
  class TestSocket {
    readyState = 0;
    sent = [];

    constructor(url) {
      this.cursor = new URL(url).searchParams.get('cursor');
      all.push(this);
    }

    send(text) {
      this.sent.push(JSON.parse(text));
    }

    /** As `ws` has it: who leaves a handshake is told of an error, and an error without a handler ends the program. */
    close() {
      if (this.readyState === 0) queueMicrotask(() => (this.onerror ? this.onerror({}) : (this.crashed = true)));
      this.readyState = 3;
    }

    says(message) {
      this.onmessage({ data: JSON.stringify(message) });
    }

    welcomes(welcome = {}) {
      this.readyState = 1;
      this.says({ type: 'welcome', cursor: 'w', recovered: null, recovered_count: 0, heartbeat_seconds: 25, ...welcome });
    }

    ends(code, reason = '') {
      this.readyState = 3;
      this.onclose({ code, reason });
    }
  }
  return {
    WebSocket: TestSocket,
    all,
    get last() {
      return all.at(-1);
    },
  };
}

/** Storage of one page. */
export function memory() {
  const kept = new Map();
  return { getItem: (key) => kept.get(key) ?? null, setItem: (key, value) => kept.set(key, value) };
}

export async function eventually(isSo, what = isSo.toString(), patience = 30_000) {
  for (const end = Date.now() + patience; !isSo(); ) {
    if (Date.now() > end) assert.fail(`never: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

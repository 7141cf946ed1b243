import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import { connect } from '../../../webapp/client/sgad-client.js';
import { cursorIn } from '../../../webapp/client/memory.js';
import { eventually, memory, sockets } from './sockets.mjs';

const URL = 'http://sgad.test/';
const KEY = 'sgad:http://sgad.test:a:cursor';
const ends = [];

afterEach(() => ends.splice(0).forEach((end) => end()));

function client(options) {
  const made = connect({ userId: 'a', url: URL, share: false, storage: memory(), ...options });
  ends.push(() => made.close());
  return made;
}

/** Connected to a server that is the test. */
async function connected(options) {
  const net = sockets();
  const it = client({ WebSocket: net.WebSocket, ...options });
  await eventually(() => net.last);
  return { net, it };
}

const event = (id, cursor) => ({ event_type: 'custom.js', event_id: id, ...(cursor && { cursor }) });

/** Streams of these texts, one a request; a status number is an answer of that status, and then no request is answered. */
function streams(...answers) {
  return async (address, { signal }) => {
    if (!isStream(address)) return new Response('{}');
    const answer = answers.shift();
    if (answer === undefined) return new Promise((_, fail) => signal.addEventListener('abort', () => fail(new Error('left'))));
    return typeof answer === 'number' ? new Response('{}', { status: answer }) : new Response(answer);
  };
}

const isStream = ({ pathname }) => pathname.startsWith('/api/sse/');

const WELCOME = 'event: welcome\ndata: {"type":"welcome","cursor":"w","recovered":null,"recovered_count":0,"heartbeat_seconds":10}\n\n';

class NoSocket {
  static tried = 0;

  constructor() {
    NoSocket.tried++;
    throw new Error('no WebSocket passes');
  }
}

/** With waits of no time, as `setTimeout` is the test's. */
function withoutWaits(t) {
  const { setTimeout: real } = globalThis;
  t.mock.method(globalThis, 'setTimeout', (run, wait) => real(run, Math.min(wait, 5)));
}

/** The status a stream of this answer leads to. */
async function afterStream(t, answer, isSo) {
  withoutWaits(t);
  const it = client({ WebSocket: NoSocket, fetch: streams(answer) });
  const statuses = [];
  it.onStatus((status) => statuses.push(status));
  await eventually(() => statuses.some(isSo), 'the status', 3_000);
  return statuses.find(isSo);
}

test('the cursor of the welcome counts once all that was missed has come, and never after a later one', async () => {
  const storage = memory();
  storage.setItem(KEY, 'c1');
  const { net } = await connected({ storage });
  net.last.welcomes({ cursor: 'w5', recovered: true, recovered_count: 3 });
  net.last.says(event('2', 'c2'));
  net.last.says(event('3'));
  assert.equal(storage.getItem(KEY), 'c2');
  net.last.says(event('4'));
  assert.equal(storage.getItem(KEY), 'w5');
  net.last.says(event('6', 'c6'));
  net.last.says(event('7', 'c7'));
  assert.equal(storage.getItem(KEY), 'c7');
});

test('what could not be recovered is missing since the cursor before', async () => {
  const storage = memory();
  storage.setItem(KEY, 'c1');
  const { net, it } = await connected({ storage });
  net.last.welcomes({ cursor: 'w5', recovered: false });
  assert.equal(it.status.since, 'c1');
  assert.equal(storage.getItem(KEY), 'w5');
});

test('closing while connecting is no error', async () => {
  const { net, it } = await connected();
  it.close();
  await new Promise((resolve) => setTimeout(resolve, 10));
  assert.equal(net.last.crashed, undefined);
});

test('a token that is refused to the client is not sent, and asked for again', async (t) => {
  const ending = `h.${btoa(JSON.stringify({ exp: Date.now() / 1_000 + 30 }))}.s`;
  const given = [ending, undefined, 'new'];
  t.mock.timers.enable({ apis: ['setInterval', 'Date'], now: Date.now() });
  const net = sockets();
  client({ WebSocket: net.WebSocket, getToken: () => given.shift(), fetch: async () => Response.json({ ticket: 't' }) });
  await eventuallySoon(() => net.last);
  net.last.welcomes();
  for (let look = 0; look < 3; look++) {
    t.mock.timers.tick(5_001);
    await soon();
  }
  assert.equal(given.length, 1, 'asked once');
  assert.deepEqual(net.last.sent.filter(({ type }) => type === 'refresh'), []);
  for (let look = 0; look < 3; look++) {
    t.mock.timers.tick(5_001);
    await soon();
  }
  assert.deepEqual(net.last.sent.filter(({ type }) => type === 'refresh'), [{ type: 'refresh', token: 'new' }]);
});

const soon = () => new Promise((resolve) => setImmediate(resolve));

async function eventuallySoon(isSo) {
  for (let turn = 0; turn < 1_000 && !isSo(); turn++) await soon();
  assert.ok(isSo());
}

test('the end stops looking after the token, and connecting again goes on with it', async (t) => {
  const running = new Set();
  const { setInterval: start, clearInterval: stop } = globalThis;
  t.mock.method(globalThis, 'setInterval', (...all) => {
    const timer = start(...all);
    running.add(timer);
    return timer;
  });
  t.mock.method(globalThis, 'clearInterval', (timer) => {
    running.delete(timer);
    stop(timer);
  });
  const { net, it } = await connected();
  assert.equal(running.size, 1);
  net.last.ends(4503);
  assert.equal(it.status.reason, 'disconnected-by-admin');
  assert.equal(running.size, 0);

  it.reconnect();
  assert.equal(running.size, 1);
  it.close();
  assert.equal(running.size, 0);
  it.reconnect();
  assert.equal(running.size, 1);
});

test('the last block of a stream tells why it ends', async (t) => {
  const last = 'event: close\ndata: {"code":4503,"reason":"disconnected by an admin"}\n\n';
  const { code, reason, message } = await afterStream(t, WELCOME + last, ({ state }) => state === 'closed');
  assert.deepEqual([code, reason, message], [4503, 'disconnected-by-admin', 'disconnected by an admin']);
});

test('a stream too many is the end', async (t) => {
  assert.equal((await afterStream(t, 429, ({ state }) => state === 'closed')).code, 4504);
});

test('a node that has no streams is not the end', async (t) => {
  await afterStream(t, 404, ({ state, message, reason }) => {
    assert.notEqual(state, 'closed', `${message}`);
    return state === 'reconnecting' && reason !== 'no WebSocket passes';
  });
});

test('where streams work, a WebSocket is tried at each fifth attempt only', async (t) => {
  withoutWaits(t);
  NoSocket.tried = 0;
  const order = [];
  const answers = streams(...Array(10).fill(WELCOME));
  const fetch = (address, request) => {
    if (isStream(address)) order.push(NoSocket.tried);
    return answers(address, request);
  };
  client({ WebSocket: NoSocket, fetch });
  await eventually(() => order.length >= 10, 'ten streams', 5_000);
  assert.deepEqual(order.slice(0, 10), [2, 2, 2, 2, 3, 3, 3, 3, 4, 4]);
});

test('a server that is away is no reason for a stream', async (t) => {
  withoutWaits(t);
  const net = sockets();
  const asked = [];
  let isAway = true;
  class AwaySocket extends net.WebSocket {
    constructor(address) {
      if (isAway) throw new Error('nobody is there');
      super(address);
    }
  }
  const fetch = async ({ pathname }) => {
    asked.push(pathname);
    if (isAway) throw new Error('nobody is there');
    return new Response('{}');
  };
  const it = client({ WebSocket: AwaySocket, fetch });
  await eventually(() => asked.length >= 6, 'six attempts', 3_000);
  isAway = false;
  await eventually(() => net.last, 'a socket', 3_000);
  net.last.welcomes();
  assert.equal(it.status.transport, 'websocket');
  assert.deepEqual([...new Set(asked)], ['/api/sign-in']);
});

/** A client that reads a stream, as its sockets do not pass, with a clock that is the test's. */
async function streaming(t) {
  t.mock.timers.enable({ apis: ['setInterval', 'setTimeout', 'Date'], now: 1_000_000 });
  const net = sockets();
  const it = { net, passes: false, tried: 0, events: [] };
  class Socket extends net.WebSocket {
    constructor(address) {
      it.tried++;
      if (!it.passes) throw new Error('no WebSocket passes');
      super(address);
    }
  }
  const body = new ReadableStream({ start: (stream) => void (it.stream = stream) });
  const fetch = async (address, { signal }) => {
    if (!isStream(address)) return new Response('{}');
    signal.addEventListener('abort', () => (it.isLeft = true));
    return new Response(body);
  };
  it.says = async (text) => {
    it.stream.enqueue(new TextEncoder().encode(text));
    for (let turn = 0; turn < 20; turn++) await soon();
  };
  /** Time passes on a stream that is not silent. */
  it.pass = async (seconds) => {
    for (let left = seconds; left > 0; left -= 10) {
      t.mock.timers.tick(10_000);
      await it.says(':\n');
    }
  };
  it.until = async (isSo) => {
    for (let waited = 0; waited < 120 && !isSo(); waited += 10) await it.pass(10);
    assert.ok(isSo());
  };
  const made = client({ WebSocket: Socket, fetch });
  made.on('*', ({ event_id: id }) => it.events.push(id));
  for (let attempt = 0; attempt < 3; attempt++) {
    await soon();
    t.mock.timers.tick(20_000);
  }
  await it.says(WELCOME);
  assert.equal(made.status.transport, 'sse');
  return Object.assign(it, { client: made });
}

const block = (id, cursor) => `id: ${cursor}\ndata: ${JSON.stringify(event(id))}\n\n`;

test('beside a stream a WebSocket is tried now and then, and the stream goes on', async (t) => {
  const it = await streaming(t);
  await it.pass(20);
  assert.equal(it.tried, 2);
  await it.pass(40);
  assert.equal(it.tried, 3);
  await it.pass(60);
  assert.ok(it.tried >= 4);
  await it.says(block('1', 'c1'));
  assert.deepEqual([it.events, it.client.status.transport, it.isLeft], [['1'], 'sse', undefined]);
});

test('a WebSocket that passes takes over from the stream, with nothing lost and nothing twice', async (t) => {
  const it = await streaming(t);
  await it.says(block('1', 'c1'));
  it.passes = true;
  await it.until(() => it.net.last);
  it.net.last.ends(4504);
  await it.until(() => it.net.all.length === 2);
  const socket = it.net.last;
  assert.equal(socket.cursor, 'c1');
  await it.says(block('2', 'c2'));
  assert.deepEqual([it.client.status.transport, it.isLeft], ['sse', undefined]);

  socket.welcomes({ cursor: 'c3', recovered: true, recovered_count: 2 });
  socket.says(event('2', 'c2'));
  socket.says(event('3', 'c3'));
  assert.deepEqual(it.events, ['1', '2', '3']);
  assert.deepEqual([it.client.status.transport, it.isLeft], ['websocket', true]);
  assert.deepEqual(socket.sent, [{ type: 'ack', event_id: '3' }]);
  t.mock.timers.tick(30_000);
  await soon();
  assert.equal(it.net.all.length, 2);

  socket.ends(1006);
  assert.equal(it.client.status.state, 'reconnecting');
});

/** With a clock that is the test's: a server that says nothing, and time that passes. */
async function silent(t, seconds) {
  t.mock.timers.enable({ apis: ['setInterval', 'setTimeout', 'Date'], now: 1_000_000 });
  const net = sockets();
  const it = client({ WebSocket: net.WebSocket });
  await eventuallySoon(() => net.last);
  net.last.welcomes({ heartbeat_seconds: seconds });
  const pings = () => net.last.sent.filter(({ type }) => type === 'ping').length;
  return { net, it, pings };
}

test('after a silence the server is asked once, and given up where it does not answer', async (t) => {
  const { it, pings } = await silent(t, 25);
  t.mock.timers.tick(35_000);
  assert.equal(pings(), 0, 'a heartbeat may be late');
  t.mock.timers.tick(5_000);
  assert.equal(pings(), 1);
  t.mock.timers.tick(5_000);
  assert.deepEqual([it.status.state, pings()], ['open', 1]);
  t.mock.timers.tick(5_000);
  assert.deepEqual([it.status.state, it.status.code], ['reconnecting', 1006]);
});

test('a server that answers is not given up', async (t) => {
  const { net, it, pings } = await silent(t, 25);
  for (let minute = 0; minute < 3; minute++) {
    t.mock.timers.tick(40_000);
    assert.equal(pings(), minute + 1);
    net.last.says({ type: 'pong' });
    t.mock.timers.tick(10_000);
    assert.equal(it.status.state, 'open');
    net.last.says({ type: 'ping' });
  }
  assert.equal(net.all.length, 1);
});

test('a tab that slept is asked about before its line is given up', async (t) => {
  const { net, it, pings } = await silent(t, 25);
  t.mock.timers.setTime(1_000_000 + 3_600_000);
  t.mock.timers.tick(5_000);
  assert.deepEqual([it.status.state, pings()], ['open', 1]);
  net.last.says({ type: 'pong' });
  t.mock.timers.tick(20_000);
  assert.equal(it.status.state, 'open');
});

test('a reader who comes back to the tab does not wait for the next attempt', async (t) => {
  const page = new EventTarget();
  globalThis.document = Object.assign(page, { hidden: true });
  ends.push(() => delete globalThis.document);
  const { net, it } = await silent(t, 25);
  net.last.ends(1006);
  assert.equal(it.status.state, 'reconnecting');
  page.dispatchEvent(new Event('visibilitychange'));
  await soon();
  assert.equal(net.all.length, 1, 'nobody is there');
  page.hidden = false;
  page.dispatchEvent(new Event('visibilitychange'));
  await eventuallySoon(() => net.all.length === 2);
  net.last.welcomes();
  assert.equal(it.status.state, 'open');
});

test('what was heard from another tab is where this one goes on', () => {
  const storage = memory();
  storage.setItem(KEY, 'c1');
  const cursor = cursorIn(storage, KEY);
  cursor.hear('c2');
  storage.setItem(KEY, 'c3');
  cursor.reload();
  assert.equal(cursor.get(), 'c2');
});

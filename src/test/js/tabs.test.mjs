import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { afterEach, test } from 'node:test';
import { connect } from '../../../webapp/client/sgad-client.js';
import { eventually, memory, sockets } from './sockets.mjs';

const PATIENCE = 3_000;
const ends = [];
const locks = webLocks();
Object.defineProperty(globalThis, 'navigator', { value: { locks }, configurable: true });

afterEach(() => {
  ends.splice(0).forEach((end) => end());
  locks.isHeldUp = false;
});

/** Web Locks, exclusive and in order; given a while after they were asked for, as in browsers. */
function webLocks() {
  const queues = new Map();
  const it = { isHeldUp: false, request };
  function request(name, { signal }, use) {
    const before = queues.get(name) ?? Promise.resolve();
    const mine = before.then(async () => {
      do await new Promise((resolve) => setTimeout(resolve, 5));
      while (it.isHeldUp && !signal.aborted);
      if (signal.aborted) throw signal.reason;
      return use();
    });
    queues.set(name, mine.catch(() => {}));
    return mine;
  }
  return it;
}

/** Tabs of one user in one browser; the server of their sockets is the test. */
function browser(options = {}) {
  const userId = `tabs-${randomUUID()}`;
  const net = sockets();
  return {
    net,
    tab(own = {}) {
      const made = connect({ userId, url: 'http://sgad.test/', WebSocket: net.WebSocket, storage: memory(), ...options, ...own });
      ends.push(() => made.close());
      const events = [];
      const statuses = [];
      made.on('*', ({ event_id: id }) => events.push(id));
      made.onStatus((status) => statuses.push(status));
      return Object.assign(made, { events, statuses });
    },
  };
}

const soon = (isSo, what) => eventually(isSo, what, PATIENCE);
const event = (id, cursor) => ({ event_type: 'custom.js', event_id: id, cursor });

async function twoTabs(options) {
  const { net, tab } = browser(options);
  const leader = tab();
  await soon(() => net.last, 'a line');
  net.last.welcomes();
  const follower = tab();
  await soon(() => follower.status.state === 'open', 'the follower hears of it');
  return { net, tab, leader, follower };
}

test('what is asked for straight after connecting is done once this tab leads', async () => {
  const calls = [];
  const { net, tab } = browser({ fetch: async (address) => (calls.push(`${address}`), new Response('{}')) });
  const it = tab();
  it.subscribe(['custom.*']);
  it.read('e1');
  await soon(() => calls.length === 1, 'the receipt');
  assert.match(calls[0], /notifications\/e1\/read$/);
  net.last.welcomes();
  assert.deepEqual(net.last.sent, [{ type: 'subscribe', event_types: ['custom.*'] }]);
});

test('what is asked for straight after connecting is done by the tab that leads', async () => {
  const { net, tab } = browser();
  tab();
  await soon(() => net.last, 'a line');
  net.last.welcomes();
  const second = tab();
  second.read('e1');
  await soon(() => net.last.sent.some(({ type, event_id: id }) => type === 'read' && id === 'e1'), 'read');
});

test('what waits when nobody leads goes to whoever does', async () => {
  locks.isHeldUp = true;
  const { net, tab } = browser();
  const [first, second] = [tab(), tab()];
  second.subscribe(['custom.*']);
  await new Promise((resolve) => setTimeout(resolve, 30));
  assert.equal(net.last, undefined);
  locks.isHeldUp = false;
  await soon(() => net.last, 'a line');
  net.last.welcomes();
  await soon(() => net.last.sent.some(({ type }) => type === 'subscribe'), 'subscribed');
  await soon(() => first.status.state === 'open' && second.status.state === 'open', 'both know');
});

test('a tab that leads later wants the types it asked for, from where the last one came', async () => {
  const { net, leader, follower } = await twoTabs();
  follower.subscribe(['custom.*']);
  net.last.says(event('1', 'c1'));
  await soon(() => follower.events.length === 1, 'the event');

  leader.close();
  await soon(() => net.all.length === 2, 'a line of its own');

  assert.equal(net.last.cursor, 'c1');
  net.last.welcomes({ recovered: true, recovered_count: 1 });
  net.last.says(event('1', 'c1'));
  net.last.says(event('2', 'c2'));
  assert.deepEqual(follower.events, ['1', '2']);
  assert.deepEqual(net.last.sent[0], { type: 'subscribe', event_types: ['custom.*'] });
});

test('the cursor of the welcome is shared as well', async () => {
  const { net, leader } = await twoTabs();
  leader.close();
  await soon(() => net.all.length === 2, 'a line of its own');
  assert.equal(net.last.cursor, 'w');
});

test('a tab that goes is not the end for the others', async () => {
  const { net, leader, follower } = await twoTabs();
  leader.close();
  await soon(() => net.all.length === 2, 'a line of its own');
  net.last.welcomes();
  assert.equal(leader.status.state, 'closed');
  assert.deepEqual(follower.statuses.filter(({ state }) => state === 'closed'), []);
});

test('what is asked for while the lead changes is done by the next', async () => {
  const calls = [];
  const { net, leader, follower } = await twoTabs({ fetch: async (address) => (calls.push(`${address}`), new Response('{}')) });
  locks.isHeldUp = true;
  leader.close();
  await new Promise((resolve) => setTimeout(resolve, 30));
  follower.read('e1');
  locks.isHeldUp = false;
  await soon(() => calls.length === 1, 'the receipt');
  assert.equal(net.all.length, 2);
});

test('an event that comes again by another tab is not seen twice', async () => {
  const { net, tab, leader, follower } = await twoTabs();
  const third = tab();
  await soon(() => third.status.state === 'open', 'the third hears of it');
  net.last.says(event('1', 'c1'));
  await soon(() => third.events.length === 1 && follower.events.length === 1, 'the event');
  leader.close();
  await soon(() => net.all.length === 2, 'another line');
  const channel = new BroadcastChannel(`sgad:http://sgad.test:${third.userId}`);
  ends.push(() => channel.close());
  channel.postMessage({ event: event('1', 'c1') });
  channel.postMessage({ event: event('2', 'c2') });
  await soon(() => third.events.length >= 2, 'the next event');
  assert.deepEqual(third.events, ['1', '2']);
});

test('a reader who is back at any tab hurries the line', async () => {
  const listeners = new EventTarget();
  const { addEventListener } = globalThis;
  globalThis.addEventListener = listeners.addEventListener.bind(listeners);
  ends.push(() => (globalThis.addEventListener = addEventListener));
  const { net, tab } = browser();
  const leader = tab();
  globalThis.addEventListener = undefined;
  await soon(() => net.last, 'a line');
  net.last.welcomes();
  const followed = new EventTarget();
  globalThis.addEventListener = followed.addEventListener.bind(followed);
  const follower = tab();
  await soon(() => follower.status.state === 'open', 'the follower hears of it');

  followed.dispatchEvent(new Event('online'));

  await soon(() => net.last.sent.some(({ type }) => type === 'ping'), 'the server is asked');
  assert.equal(leader.status.state, 'open');
});

for (const code of [4500, 4507])
  test(`a tab whose own token ends the line with ${code} leaves the lead to the next`, async () => {
    const { net, tab, leader, follower } = await twoTabs();
    net.last.ends(code);
    assert.equal(leader.status.code, code);
    await soon(() => net.all.length === 2, 'a line of the next');
    net.last.welcomes();
    const third = tab();
    await soon(() => third.status.state === 'open', 'a new tab hears of it');

    assert.equal(follower.status.state, 'open');
    assert.deepEqual([...follower.statuses, ...third.statuses].filter(({ state }) => state === 'closed'), []);
    assert.equal(leader.status.state, 'closed', 'it stays what it is');

    leader.reconnect();
    await soon(() => leader.status.state === 'open', 'it joins again');
    net.last.says(event('1', 'c1'));
    await soon(() => leader.events.length === 1, 'the event');
    assert.equal(net.all.length, 2);
  });

test('where nobody else leads, connecting again leads again', async () => {
  const { net, tab } = browser();
  const it = tab();
  await soon(() => net.last, 'a line');
  net.last.ends(4500);
  assert.equal(it.status.state, 'closed');
  it.reconnect();
  await soon(() => net.all.length === 2, 'another line');
  net.last.welcomes();
  assert.equal(it.status.state, 'open');
});

test('what the leading tab had missed is not missing to a tab that opens later', async () => {
  const { net, tab } = browser();
  const leader = tab();
  await soon(() => net.last, 'a line');
  net.last.welcomes({ recovered: false, recovered_count: 3 });
  assert.equal(leader.status.recovered, false);
  const second = tab();
  await soon(() => second.status.state === 'open', 'it hears of it');
  assert.deepEqual([second.status.recovered, second.status.recoveredCount, second.status.since], [null, 0, undefined]);
});

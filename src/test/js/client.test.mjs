import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { afterEach, test } from 'node:test';
import { connect } from '../../../webapp/client/sgad-client.js';
import { proxyTo } from './proxy.mjs';

const SERVER = process.env.SGAD_URL;
const PATIENCE = 30_000;
const ends = [];

afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

const user = () => `js-${randomUUID()}`;

function client(options) {
  const made = connect({ url: SERVER, share: false, ...options });
  ends.push(() => made.close());
  const events = [];
  const statuses = [];
  made.on('*', (event) => events.push(event));
  made.onStatus((status) => statuses.push(status));
  return Object.assign(made, { events, statuses, is: (state) => eventually(() => made.status.state === state, `state ${state}`) });
}

async function proxy() {
  const made = await proxyTo(SERVER);
  ends.push(() => made.end());
  return made;
}

function memory() {
  const kept = new Map();
  return { getItem: (key) => kept.get(key) ?? null, setItem: (key, value) => kept.set(key, value), removeItem: (key) => kept.delete(key) };
}

async function eventually(isSo, what = isSo.toString()) {
  for (const end = Date.now() + PATIENCE; !isSo(); ) {
    if (Date.now() > end) assert.fail(`never: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

async function publish(userId, number, type = 'custom.js') {
  const response = await fetch(new URL('/api/events', SERVER), {
    method: 'POST',
    body: JSON.stringify({ exchange: 'sgad.availability', routing_key: type, message: { user_id: userId, number } }),
  });
  assert.equal(response.status, 202);
  return (await response.json()).event_id;
}

const numbers = ({ events }) => events.map(({ number }) => number);

test('what is sent again on demand reaches the handlers again, and says so', async () => {
  const userId = user();
  const it = client({ userId });
  await it.is('open');
  await publish(userId, 1);
  await eventually(() => it.events.length === 1);
  const body = JSON.stringify({ target: 'sockets', subject: userId });
  assert.equal((await fetch(new URL('/api/replays', SERVER), { method: 'POST', body })).status, 202);
  await eventually(() => it.events.length === 2);
  assert.deepEqual(it.events.map(({ number, replay }) => [number, replay]), [[1, undefined], [1, true]]);
});

test('an event reaches the handlers of its type', async () => {
  const userId = user();
  const it = client({ userId });
  const mine = [];
  it.on('custom.js', (event) => mine.push(event.number));
  it.on('availability.*', () => assert.fail('not of this type'));
  await it.is('open');
  assert.equal(it.status.transport, 'websocket');
  assert.equal(it.status.recovered, null);

  await publish(userId, 1);

  await eventually(() => mine.length === 1);
});

test('what was missed while the line was cut comes first, once and in order', async () => {
  const userId = user();
  const way = await proxy();
  const it = client({ userId, url: way.url });
  await it.is('open');
  await publish(userId, 1);
  await eventually(() => it.events.length === 1);

  way.cut();
  await it.is('reconnecting');
  for (let number = 2; number <= 20; number++) await publish(userId, number);
  way.open();
  await it.is('open');
  await publish(userId, 21);
  await eventually(() => it.events.length === 21);

  assert.deepEqual(numbers(it), [...Array(21)].map((_, index) => index + 1));
  assert.equal(it.status.recovered, true);
  assert.ok(it.status.recoveredCount >= 19);
  assert.ok(it.statuses.some(({ state, retryAt }) => state === 'reconnecting' && retryAt > 0));
});

test('the cursor outlives the page', async () => {
  const userId = user();
  const storage = memory();
  const before = client({ userId, storage });
  await before.is('open');
  await publish(userId, 1);
  await eventually(() => before.events.length === 1);
  before.close();
  await publish(userId, 2);

  const after = client({ userId, storage });
  await eventually(() => after.events.length === 1);

  assert.deepEqual(numbers(after), [2]);
});

test('receipts tell who has it and who read it', async () => {
  const userId = user();
  const it = client({ userId });
  await it.is('open');
  const id = await publish(userId, 1);
  await eventually(() => it.events.length === 1);

  it.read(id);

  let receipt;
  await eventually(() => {
    fetch(new URL(`/api/events/${id}`, SERVER))
      .then((response) => response.json())
      .then(({ receipts }) => (receipt = receipts?.[0]));
    return receipt?.read_at && receipt.delivered_at;
  });
  assert.equal(receipt.user_id, userId);
});

test('only the types asked for come, also after a cut', async () => {
  const userId = user();
  const way = await proxy();
  const it = client({ userId, url: way.url, eventTypes: ['custom.fence'] });
  await it.is('open');
  way.cut();
  await it.is('reconnecting');
  way.open();
  await it.is('open');
  await publish(userId, 1);
  await publish(userId, 2, 'custom.fence');
  await eventually(() => it.events.length > 0);
  assert.deepEqual(numbers(it), [2]);

  it.subscribe(['*']);
  while (it.events.length === 1) await publish(userId, 3);
  assert.equal(numbers(it)[1], 3);
});

test('where no WebSocket passes, events come as a stream, and what was missed with them', async () => {
  const userId = user();
  const way = await proxy();
  way.refuseUpgrades();
  const it = client({ userId, url: way.url });
  await it.is('open');
  assert.equal(it.status.transport, 'sse');
  await publish(userId, 1);
  await eventually(() => it.events.length === 1);

  way.cut();
  await it.is('reconnecting');
  await publish(userId, 2);
  way.open();
  await eventually(() => it.events.length === 2);

  assert.deepEqual(numbers(it), [1, 2]);
});

test('a code that is final ends it, with the reason, until somebody asks again', async () => {
  const userId = user();
  const many = [...Array(20)].map(() => client({ userId, storage: memory() }));
  for (const one of many) await one.is('open');

  const last = client({ userId, storage: memory() });
  await last.is('closed');
  assert.deepEqual([last.status.code, last.status.reason], [4504, 'too-many-sessions']);

  many[0].close();
  await eventually(() => {
    if (last.status.state === 'closed') last.reconnect();
    return last.status.state === 'open';
  });
});

test('closing ends it without a word more', async () => {
  const userId = user();
  const it = client({ userId });
  await it.is('open');
  it.close();
  const told = it.statuses.length;
  await publish(userId, 1);
  const other = client({ userId });
  await other.is('open');
  assert.equal(it.events.length, 0);
  assert.equal(it.statuses.length, told);
});

test('what cannot be connected is refused by name', () => {
  assert.throws(() => connect({ url: SERVER }), /userId is 'undefined'/);
  assert.throws(() => connect({ userId: 'a' }), /url is missing/);
  assert.throws(() => connect({ url: SERVER, userId: 'a', eventTypes: 'x' }), /eventTypes must be a list/);
});

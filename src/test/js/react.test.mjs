import assert from 'node:assert/strict';
import { test } from 'node:test';
import './pages.mjs';
import { rendering } from './react-stub.mjs';
import { eventually, memory, sockets } from './sockets.mjs';

const { useAvailabilityEvents } = await import('/client/react.js');

/** A component that uses the hook, whose server is the test. */
function component() {
  const net = sockets();
  const options = { url: 'http://sgad.test/', share: false, storage: memory(), WebSocket: net.WebSocket };
  const it = rendering((userId, more) => useAvailabilityEvents(userId, { ...options, ...more }));
  return { net, it };
}

const event = (id) => ({ event_type: 'custom.js', event_id: id });

test("a component has its user's events, in order, and as many as it wants to keep", async () => {
  const { net, it } = component();
  assert.deepEqual(it.render('a', { limit: 2 }).events, []);
  await eventually(() => net.last, 'a line');
  net.last.welcomes();
  for (const id of ['1', '2', '3']) net.last.says(event(id));

  const { events, ws, status } = it.render('a', { limit: 2 });

  assert.deepEqual(events.map(({ event_id: id }) => id), ['2', '3']);
  assert.equal(status.state, 'open');
  assert.equal(ws.userId, 'a');
  assert.equal(net.all.length, 1, 'one line, however often it is drawn');
  it.unmount();
});

test('what is read is told to the server', async () => {
  const { net, it } = component();
  it.render('a');
  await eventually(() => net.last, 'a line');
  net.last.welcomes();
  it.render('a').read('1');
  assert.deepEqual(net.last.sent.at(-1), { type: 'read', event_id: '1' });
  it.unmount();
});

test("another user's events begin anew, and the line of the last one ends", async () => {
  const { net, it } = component();
  it.render('a');
  await eventually(() => net.last, 'a line');
  net.last.welcomes();
  net.last.says(event('1'));
  assert.equal(it.render('a').events.length, 1);

  it.render('b');
  await eventually(() => net.all.length === 2, 'another line');

  assert.equal(net.all[0].readyState, 3);
  const { events, ws } = it.render('b');
  assert.deepEqual(events, []);
  assert.equal(ws.userId, 'b');
  it.unmount();
  assert.equal(it.render('b').ws, null);
});

test('without a user nothing is connected', async () => {
  const { net, it } = component();
  const { events, ws, status } = it.render(undefined);
  await new Promise((resolve) => setTimeout(resolve, 10));
  assert.deepEqual([events, ws, status.state, net.all.length], [[], null, 'connecting', 0]);
  it.render(undefined).read('1');
});

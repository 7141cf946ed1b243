import assert from 'node:assert/strict';
import { test } from 'node:test';
import { backoff } from '../../../webapp/client/backoff.js';
import { handlers, matches } from '../../../webapp/client/events.js';
import { cursorIn, recentIds } from '../../../webapp/client/memory.js';
import { endOf, tokens } from '../../../webapp/client/token.js';

const tokenEnding = (exp) => `h.${Buffer.from(JSON.stringify({ exp, name: 'Ñandú?>' })).toString('base64url')}.s`;

test('waits lie between half a second and a ceiling that doubles up to twenty seconds', () => {
  const longest = backoff({ random: () => 1 });
  assert.deepEqual([...Array(7)].map(() => longest.next()), [1_000, 2_000, 4_000, 8_000, 16_000, 20_000, 20_000]);
  longest.reset();
  assert.equal(longest.next(), 1_000);

  const shortest = backoff({ random: () => 0 });
  assert.deepEqual([shortest.next(), shortest.next()], [500, 500]);
});

test('a pattern is everything, a type, or the beginning of one', () => {
  assert.ok(matches('*', 'availability.closed'));
  assert.ok(matches('availability.*', 'availability.closed'));
  assert.ok(matches('availability.closed', 'availability.closed'));
  assert.ok(!matches('availability.*', 'availability'));
  assert.ok(!matches('availability.*', 'availabilities.closed'));
  assert.ok(!matches('availability.closed', 'availability.closed.late'));
});

test('a handler that throws is reported and disturbs no other', (t) => {
  const errors = t.mock.method(console, 'error', () => {});
  const all = handlers();
  const heard = [];
  all.on('*', () => {
    throw new Error('mine');
  });
  all.on('*', () => Promise.reject(new Error('later')));
  const off = all.on('a.*', ({ event_id: id }) => heard.push(id));

  all.handle({ event_type: 'a.b', event_id: '1' });
  off();
  all.handle({ event_type: 'a.b', event_id: '2' });

  assert.deepEqual(heard, ['1']);
  assert.equal(errors.mock.callCount() >= 2, true);
});

test('an id is new once, and forgotten when many others came', () => {
  const ids = recentIds(2);
  assert.deepEqual(['a', 'a', 'b', 'c', 'a'].map((id) => ids.add(id)), [true, false, true, true, true]);
  assert.ok(ids.add(undefined) && ids.add(undefined), 'what has no id is always new');
});

test('a cursor lives on in the storage, and without one that works for as long as the page', () => {
  const kept = new Map();
  const storage = { getItem: (key) => kept.get(key) ?? null, setItem: (key, value) => kept.set(key, value), removeItem: (key) => kept.delete(key) };
  cursorIn(storage, 'k').keep('p1');
  assert.equal(cursorIn(storage, 'k').get(), 'p1');

  const forbidden = { getItem() { throw new Error('no'); }, setItem() { throw new Error('full'); } };
  const cursor = cursorIn(forbidden, 'k');
  cursor.keep('p2');
  cursor.keep(undefined);
  assert.equal(cursor.get(), 'p2');
});

test('a token is due a minute before its end, and asked for again after ten seconds at most', async () => {
  let now = 1_000_000;
  const given = [tokenEnding(1_100), tokenEnding(1_100), tokenEnding(2_000)];
  const source = tokens(() => given.shift(), () => now);
  assert.equal(source.isDue(), false);
  await source.current();
  now = 1_039_000;
  assert.equal(source.isDue(), false);
  now = 1_041_000;
  assert.equal(source.isDue(), true);
  await source.current({ refresh: true });
  assert.equal(source.isDue(), false, 'just asked');
  now += 11_000;
  assert.equal(source.isDue(), true, 'the same token came');
  await source.current({ refresh: true });
  now += 11_000;
  assert.equal(source.isDue(), false);
});

test('the end of what is no token is not known', () => {
  assert.equal(endOf(tokenEnding(5)), 5_000);
  assert.equal(endOf('opaque'), undefined);
  assert.equal(endOf(tokenEnding('soon')), undefined);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import './pages.mjs';
import { documentWith } from './dom.mjs';
import { eventually, memory } from './sockets.mjs';

documentWith();
globalThis.sessionStorage = memory();
globalThis.location = { origin: 'http://sgad.test' };
const { lonePoints } = await import('/console/js/chart.js');
const { charts } = await import('/console/js/views/charts.js');
const { consoleWords } = await import('/console/js/i18n.js');
const { newestEvents } = await import('/console/js/newest.js');
const { EventStream } = await import('/console/js/stream.js');
const { createStore } = await import('/js/store.js');
const { default: closings } = await import('/console/js/sections/closings.js');
const { default: log } = await import('/console/js/sections/log.js');
const { default: publish } = await import('/console/js/sections/publish.js');
const { default: matches } = await import('/console/js/sections/matches.js');
const { list } = await import('/console/js/views/log.js');
const { event: logEvent } = await import('/console/js/views/log-event.js');
const { match } = await import('/console/js/views/match.js');
const { form: publishForm } = await import('/console/js/views/publish.js');
const { refusal } = await import('/console/js/views/refusal.js');
const { history, outcome, runForm } = await import('/console/js/views/closings.js');

const words = await consoleWords('es');

/** A server of these answers, by path; gives the addresses that were asked for. */
function server(answers) {
  const asked = [];
  globalThis.fetch = async (address, { method = 'GET' } = {}) => {
    const url = new URL(address, 'http://sgad.test');
    asked.push(`${method} ${url.pathname.replace('/api', '')}`);
    const { status = 200, body = {} } = (await answers[`${method} ${url.pathname.replace('/api', '')}`]?.(url.searchParams)) ?? {};
    return new Response(JSON.stringify(body), { status, headers: { 'Content-Type': 'application/json' } });
  };
  return asked;
}

function open(section, place = { query: {} }) {
  const store = createStore({ ...section.initial, words, place });
  const told = [];
  const desk = section.open({ store, tell: (message) => told.push(message.say(words)), go: () => {} });
  desk.look(place);
  return { store, desk, told };
}

const settled = () => new Promise((resolve) => setTimeout(resolve, 10));

test('closings are looked at until the run that came due has begun and is finished', async () => {
  const due = Date.parse('2026-11-27T20:00:00Z');
  let next = { week: '2026-W48', due_at: '2026-11-27T15:00:00-05:00' };
  let items = [];
  const asked = server({ 'GET /closings/next': () => ({ body: next }), 'GET /closings': () => ({ body: { items } }) });
  const { store, desk } = open(closings);
  await eventually(() => store.get().runs.value && store.get().next.value);
  const reads = async (now) => {
    asked.length = 0;
    desk.tick(now);
    await settled();
    return asked.filter((one) => one === 'GET /closings').length;
  };
  assert.equal(await reads(due - 1_000), 0);
  assert.equal(await reads(due + 6_000), 1);
  next = { week: '2026-W49', due_at: '2026-12-04T15:00:00-05:00' };
  assert.equal(await reads(due + 12_000), 1);
  assert.equal(await reads(due + 18_000), 1, 'the next one is announced, and this one has not begun');

  const run = { week: '2026-W48', due_at: '2026-11-27T15:00:00-05:00', started_at: '2026-11-27T15:00:20-05:00', closed: 10, expired: 0 };
  items = [{ ...run, finished_at: null }];
  assert.equal(await reads(due + 24_000), 1);
  assert.equal(await reads(due + 25_500), 1, 'it has begun and is not finished');
  items = [{ ...run, finished_at: '2026-11-27T15:00:40-05:00' }];
  assert.equal(await reads(due + 27_000), 1);
  assert.equal(await reads(due + 60_000), 0, 'all is over');
});

test('the week that it is is proposed for closing, also after its closing was due', () => {
  const next = { value: { week: '2026-W49', due_at: '2026-12-04T15:00:00-05:00' } };
  const proposed = (state) => runForm({ words, next, ...state }, {}).all.find(({ id }) => id === 'closings-week').attributes.value;
  const saturday = Date.parse('2026-11-28T12:00:00Z');
  assert.equal(proposed({ now: saturday }), '2026-W48');
  assert.equal(proposed({ now: saturday, week: '2026-W40' }), '2026-W40');
  const { depends } = closings.parts.find(({ at }) => at === 'closings-form');
  assert.notDeepEqual(depends({ now: saturday }), depends({ now: saturday + 2 * 86_400_000 }));
});

test('who is about to close is told what would be, and warned where weeks would only expire', async () => {
  const { closings: texts } = words;
  assert.match(texts.sureText({ closed: 5, expired: 0 }), /^Se cierran 5\. /);
  assert.match(texts.sureText({ closed: 1, expired: 2 }), /^Se cierra 1 y vencen 2 de semanas anteriores\. /);
  assert.match(texts.sureText({ closed: 0, expired: 2 }), /^Cuidado: no se cierra ninguna, y vencen 2 de semanas anteriores/);
  const { closings: english } = await consoleWords('en');
  assert.match(english.sureText({ closed: 0, expired: 1 }), /^Careful: none is closed, and 1 of earlier weeks expires/);
});

test('what a closing would do reads otherwise than what it did', () => {
  const root = (nodes) => {
    const section = document.createElement('section');
    section.append(...nodes.flat(9).filter(Boolean));
    return section;
  };
  const result = { week: '2026-W48', closed: 1, expired: 2 };
  const told = (it) => root(outcome({ words, outcome: it, runs: {} }, {})).all.filter(({ tag }) => ['caption', 'th'].includes(tag)).map(({ textContent }) => textContent).slice(0, 4);
  assert.deepEqual(told({ ...result, dry_run: true }), ['Lo que haría este cierre', 'Semana', 'Se cierran', 'Vencen']);
  assert.deepEqual(told({ ...result, dry_run: false }), ['Lo que hizo este cierre', 'Semana', 'Cerradas', 'Vencidas']);
  const past = root(history({ words, runs: { value: { items: [{ ...result, due_at: '2026-11-27T15:00:00-05:00' }] } } }, {}));
  assert.match(past.textContent, /Cerradas.*Vencidas/);
});

test('the newest of the log are found, however long ago they were', async () => {
  const now = Date.parse('2026-11-28T12:00:00Z');
  const entries = (...ages) => ages.map((age, i) => ({ event_id: `${i}`, at: now - age }));
  const newest = async (all, query = {}) => {
    const asked = server({
      'GET /events': (search) => {
        const found = all.filter(({ at }) => !search.get('from') || at >= Date.parse(search.get('from')));
        const begin = Number(search.get('after') ?? 0);
        return { body: { items: found.slice(begin, begin + 2), next: found.length > begin + 2 ? `${begin + 2}` : null } };
      },
    });
    const { items } = await newestEvents(query, 3, now);
    return { ids: items.map(({ event_id: id }) => id).join(), asked };
  };
  assert.equal((await newest(entries(500, 400, 300, 200, 100))).ids, '2,3,4', 'all in the last second');
  assert.equal((await newest(entries(9e9, 8e9, 7e9, 6e9))).ids, '1,2,3', 'months ago');
  assert.equal((await newest([])).ids, '');
  assert.equal((await newest(entries(9e9, 100), { from: new Date(now - 60_000).toISOString() })).ids, '1', 'no further than asked for');
});

const LOG = { words, page: { value: { items: [{ event_id: '1', event_type: 'old', receipts: [] }, { event_id: '2', event_type: 'new', receipts: [] }], next: null } } };
const drawn = (state) => {
  const root = document.createElement('section');
  root.append(...list(state, {}).flat(9).filter(Boolean));
  return root;
};

test('the log opens with the newest, and leads to the oldest', async () => {
  server({});
  const { store } = open(log);
  assert.equal(store.get().isNewest, true);
  const root = drawn({ ...LOG, query: { from: '2026-11-27T12:00:00Z' }, isNewest: true });
  assert.ok(root.textContent.indexOf('new') < root.textContent.indexOf('old'));
  assert.match(root.all.find(({ id }) => id === 'log-oldest').attributes.href, /limit=100&from=2026-11-27/);
  assert.equal(open(log, { query: { type: 'match.*' } }).store.get().isNewest, false);
  const oldest = drawn({ ...LOG, query: { type: 'match.*' }, isNewest: false });
  assert.match(oldest.all.find(({ id }) => id === 'log-newest').attributes.href, /type=match.*&newest=true/);
});

test('a value between two gaps is a point, as it makes no line', () => {
  assert.deepEqual(lonePoints([1, null, 2, null, 3, 4, null, undefined, 0]), [0, 2, 8]);
  assert.deepEqual(lonePoints([null, 1, 2]), []);
  assert.deepEqual(lonePoints([]), []);
});

test('a legend tells the last value that is known, and when that was', () => {
  Object.assign(globalThis, { ResizeObserver: class { observe() {} }, matchMedia: () => new EventTarget() });
  const value = { times: [1_000, 1_010, 1_020], series: { delivery_p50_ms: [4, 7, null], delivery_p99_ms: [null, null, null], sessions: [1, 2, 3] } };
  const figures = charts()({ words, history: { value } }, {}).flat(9).filter(Boolean);
  const entries = figures.flatMap(({ all }) => all.filter(({ tag }) => tag === 'li')).map(({ textContent }) => textContent);
  assert.deepEqual(entries.map((text) => text.replace(/ · .*\d\d:\d\d:\d\d/, ' · then')), [
    'la mitad, en menos de 7 ms · then',
    '99 de 100, en menos de –',
    'sesiones 3 ',
  ]);
});

test('a duration is told in the unit that fits it', () => {
  const told = [12, 1_500, 90_000, 1_147 * 60_000, 3 * 86_400_000].map(words.duration);
  assert.deepEqual(told, ['12 ms', '1,5 s', '2 min', '19,1 h', '3 d']);
});

test('the log is read again once the server is back, and else stays as it was asked for', async () => {
  let status = 503;
  const asked = server({ 'GET /events': () => ({ status, body: { items: [], next: null } }) });
  const { store, desk } = open(log, { query: { type: 'match.*' } });
  const reads = async () => {
    asked.length = 0;
    desk.tick(Date.now() + 6_000);
    await settled();
    return asked.filter((one) => one === 'GET /events').length;
  };
  await eventually(() => store.get().page.trouble);
  const { page } = store.get();
  assert.equal(await reads(), 1);
  assert.equal(store.get().page, page, 'the same trouble is not drawn, and so not read out, again');
  status = 200;
  assert.equal(await reads(), 1);
  assert.deepEqual(store.get().page, { value: { items: [], next: null } });
  assert.equal(await reads(), 0);
});

test('an id that no event has is told as that, and is not asked for again', async () => {
  const asked = server({ 'GET /events/x': () => ({ status: 404, body: { detail: "The log has no event 'x'." } }) });
  const { store, desk } = open(log, { id: 'x', query: {} });
  await eventually(() => store.get().event.trouble);
  const root = document.createElement('section');
  root.append(...logEvent(store.get(), {}).flat(9).filter(Boolean));
  assert.match(root.textContent, /no tiene ningún evento con este identificador/);
  asked.length = 0;
  desk.tick(Date.now() + 6_000);
  await settled();
  assert.ok(!asked.includes('GET /events/x'));
});

test('a replay of what it has no filters for is not offered', () => {
  assert.ok(drawn({ ...LOG, query: { type: 'match.*' } }).all.some(({ id }) => id === 'log-replay'));
  for (const query of [{ q: 'x' }, { actor: 'x' }]) {
    const { all } = drawn({ ...LOG, query });
    assert.ok(!all.some(({ id }) => id === 'log-replay'));
    assert.ok(all.some(({ id }) => id === 'log-no-replay'));
  }
});

test('what the stream could not repeat is told', async () => {
  let gaps = 0;
  globalThis.fetch = async () => new Response('event: welcome\ndata: {"type":"welcome","recovered":false}\n\n');
  const stream = new EventStream({}, { onEvent: () => {}, onGap: () => gaps++, onStatus: () => {} });
  await eventually(() => gaps > 0);
  stream.close();
  assert.equal(gaps, 1);
});

test('a role that was chosen stays chosen when who could is read again', () => {
  const it = { match_id: 'm', venue: 'v', category: 'c', status: 'scheduled', roles: ['referee', 'var'], open_roles: ['referee', 'var'], assignments: [], kickoff_at: '2026-11-28T12:00:00Z' };
  const candidates = { value: { items: [{ referee_id: 'a', roles: ['referee', 'var'], matches: 0 }], next: null } };
  const root = document.createElement('section');
  root.append(...match({ words, match: { value: it }, candidates, chosen: { a: 'var' } }, {}).flat(9));
  const selected = root.all.filter(({ tag, attributes }) => tag === 'option' && 'selected' in attributes);
  assert.deepEqual(selected.map(({ attributes }) => attributes.value), ['var']);
});

/** Has a form hold these texts, whichever it is. */
function filledIn(texts) {
  globalThis.FormData = class {
    *[Symbol.iterator]() {
      yield* Object.entries(texts);
    }
  };
  return { preventDefault() {}, target: {} };
}

test('what must be there is asked for in the language of the page, before anything is sent', async () => {
  const text = { type: 'string', minLength: 1 };
  const properties = { user_id: { type: 'string', pattern: '^(\\*|x)$' }, title: text, message: text };
  const schema = { properties, required: ['title', 'message'] };
  const slots = { properties: { slots: { type: 'array', items: { properties: {} } } }, required: ['slots'] };
  const items = [
    { event_type: 'notification', exchange: 'sgad.notifications', schema },
    { event_type: 'availability.updated', exchange: 'sgad.availability', schema: slots },
  ];
  const refusal = { status: 422, body: { errors: [{ field: 'slots[0].end', message: 'must be after start' }] } };
  const asked = server({ 'GET /event-types': () => ({ body: { items } }), 'POST /events/availability.updated': () => refusal });
  const objected = async (id, texts) => {
    const { store, desk } = open(publish, { id, query: {} });
    await eventually(() => store.get().types.value);
    await desk.publish(filledIn(texts));
    const { all } = publishForm(store.get(), desk);
    return all.filter(({ attributes }) => attributes?.class === 'objection').map((one) => `${one.id} ${one.textContent}`);
  };
  assert.deepEqual(await objected('notification', { title: 'Hola', message: ' ' }), ['publish-message-error Escribe un texto.']);
  assert.deepEqual(await objected('custom', { exchange: 'sgad.notifications' }), ['publish-message-error Escribe un texto.']);
  assert.ok(!asked.some((one) => one.startsWith('POST')));
  await objected('notification', { title: 'Hola', message: 'Todo bien' });
  assert.deepEqual(asked.filter((one) => one.startsWith('POST')), ['POST /notifications']);
  assert.deepEqual(await objected('availability.updated', {}), ['publish-slots-error must be after start'], 'rows are the server’s to judge');
});

test('only referees are shown to a page of their own', () => {
  const told = (...roles) => {
    const root = document.createElement('section');
    root.append(...refusal({ words, me: { user_id: 'a', roles } }, {}));
    return [/Tu semana/.test(root.textContent), root.all.some(({ id }) => id === 'refusal-home')];
  };
  assert.deepEqual(told('referee'), [true, true]);
  assert.deepEqual(told('service'), [false, false]);
});

test('a match that is no longer as it was is told in the language of the page', async () => {
  server({ 'POST /matches/m/assignments': () => ({ status: 409, body: { detail: 'a is not available at kick-off' } }) });
  const { desk, told } = open(matches, { id: 'm', query: {} });
  desk.assign(filledIn({ referee_id: 'a', role: 'var' }));
  await eventually(() => told.length > 0);
  assert.match(told[0], /^No se pudo designar/);
});

test('what is typed into a form does not have it drawn again', async () => {
  const typing = { draft: { target: 'sockets', venue: 'El Campín' } };
  for (const [name, at, given] of [
    ['matches', 'matches-form'],
    ['replays', 'replays-form', { rehearsed: undefined }],
    ['upkeep', 'upkeep-caches'],
    ['log', 'log-filter', { types: { value: { items: [] } } }],
  ]) {
    const { default: section } = await import(`/console/js/sections/${name}.js`);
    const { depends } = section.parts.find((part) => part.at === at);
    const before = { ...section.initial, words, place: { query: {} }, ...(name === 'replays' && { rehearsed: { count: 2 } }) };
    assert.deepEqual(depends({ ...before, ...typing, ...given }), depends(before), at);
  }
});

import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import './pages.mjs';
import { documentWith } from './dom.mjs';
import { eventually, memory } from './sockets.mjs';

const byId = documentWith('one', 'other');
const { describe } = await import('/js/event-text.js');
const { Door } = await import('/js/door.js');
const { h, mount } = await import('/js/dom.js');
const { refereesOfThisWeek } = await import('/js/directory.js');
const { end, keep } = await import('/js/session.js');
const { LANGUAGES, wordsIn } = await import('/js/i18n.js');
const { createStore } = await import('/js/store.js');
const { Problem } = await import('/js/api.js');
const { confirmationNoticeOf, formNoticeOf } = await import('/js/troubles.js');
const { Toasts } = await import('/js/toasts.js');
const { toasts: toastsView } = await import('/js/views/toasts.js');
const { currentWeek, today, useZone } = await import('/js/week.js');
const { WeekDesk } = await import('/js/week-desk.js');
const { Wishes } = await import('/js/wishes.js');

let answers;
const calls = [];

beforeEach(() => {
  calls.length = 0;
  Object.assign(globalThis, {
    sessionStorage: { ...memory(), removeItem: () => {} },
    location: { search: '', hash: '', pathname: '/', origin: 'http://sgad.test' },
    history: { replaceState: (state, title, address) => ([location.address, location.hash] = [address, '']) },
    fetch: async (address, request) => {
      calls.push(`${request.method} ${address}`);
      const { status = 200, body, etag } = await answers(new URL(address, 'http://sgad.test'), request);
      return new Response(body && JSON.stringify(body), { status, headers: { 'Content-Type': 'application/json', ...(etag && { ETag: etag }) } });
    },
  });
});

afterEach(() => useZone('America/Bogota'));

const soon = () => new Promise((resolve) => setTimeout(resolve, 5));

test('whatever a publisher writes into an event, it is told', () => {
  const hostile = [null, undefined, {}, [], [null], { toString: null }, 1e999, -1, 1.5, true, 'x', '', '2026-99-99T00:00:00', 7];
  const types = ['availability.closed', 'availability.expired', 'availability.updated', 'match.assigned', 'match.cancelled', 'notification', 'custom.x', 'toString'];
  const fields = ['week_number', 'total_slots', 'slots', 'role', 'kickoff_at', 'venue', 'title', 'message', 'type', 'closed_at', 'timestamp'];
  for (const language of Object.keys(LANGUAGES))
    for (const type of types)
      for (const field of fields)
        for (const value of hostile) {
          const { title, text, mark, at } = describe(wordsIn(language), { message: { event_type: type, [field]: value }, received: 1 });
          assert.equal(typeof title, 'string');
          assert.ok(mark && Number.isFinite(at));
          assert.doesNotMatch(`${title}${text}`, /object Object|undefined|null|NaN/, `${type} ${field} ${JSON.stringify(value)}`);
        }
});

test('an event that is well formed reads as it should', () => {
  const told = (message) => describe(wordsIn('es'), { message, received: 1 }).text;
  assert.equal(told({ event_type: 'availability.closed', week_number: 42 }), 'Tu disponibilidad de la semana 42 ha sido cerrada.');
  assert.equal(told({ event_type: 'availability.updated', week_number: '42', slots: [{}] }), 'Tu disponibilidad de la semana 42 tiene ahora 1 franja.');
  assert.equal(told({ event_type: 'availability.updated', total_slots: null, week_number: {} }), 'Tu disponibilidad cambió.');
});

test('an event is shown when it came, also where a closing ran days late', () => {
  const received = Date.parse('2026-11-30T14:00:00Z');
  const told = (message, language = 'es') => describe(wordsIn(language), { message, received });
  const late = { event_type: 'availability.closed', week_number: 48, closed_at: '2026-11-27T15:00:00-05:00' };
  assert.equal(told(late).at, received);
  assert.match(told(late).text, /ha sido cerrada, con cierre el viernes 27 de noviembre a las 15:00, hora de Bogotá/);
  assert.match(told(late, 'en').text, /has been closed, as of Friday 27 November at 15:00, Bogotá time/);
  const expired = { event_type: 'availability.expired', expired_at: '2026-11-27T15:00:00-05:00' };
  assert.equal(told(expired).at, received);
  assert.match(told(expired).text, /venció el viernes 27 de noviembre/);
  const updated = { event_type: 'availability.updated', updated_at: '2026-11-29T12:00:00Z' };
  assert.equal(told(updated).at, Date.parse(updated.updated_at), 'it was missed, and says when it was');
});

test("a match's time is told as it is there and here", () => {
  const { text } = describe(wordsIn('es'), { message: { event_type: 'match.assigned', kickoff_at: '2026-11-27T15:00:00-05:00' }, received: 1 });
  assert.match(text, /a las 15:00, hora de Bogotá · .* en tu zona/);
});

test('a region that cannot be drawn disturbs no other', async (t) => {
  const errors = t.mock.method(console, 'error', () => {});
  const store = createStore({ n: 1 });
  const fails = ({ n }) => {
    if (n === 2) throw new Error('no');
    return h('p', {}, `one ${n}`);
  };
  const depends = ({ n }) => [n];
  mount(store, {}, [{ at: 'one', view: fails, depends }, { at: 'other', view: ({ n }) => h('p', {}, `other ${n}`), depends }]);
  assert.equal(byId('one').textContent, 'one 1');

  store.update({ n: 2 });
  await soon();
  assert.deepEqual([byId('one').textContent, byId('other').textContent], ['one 1', 'other 2']);
  assert.match(errors.mock.calls[0].arguments[0], /#one cannot be drawn/);

  store.update({ n: 3 });
  await soon();
  assert.deepEqual([byId('one').textContent, byId('other').textContent], ['one 3', 'other 3']);
});

test('the words of a language stay the same, so that nothing is drawn again for them', () => {
  const words = wordsIn('es');
  assert.equal(wordsIn('es'), words);
  assert.notEqual(wordsIn('en'), words);
});

test("days and weeks are those of the competition's zone", () => {
  const instant = Date.parse('2026-11-29T22:30:00Z');
  assert.deepEqual([today(instant), currentWeek(instant)], ['2026-11-29', '2026-W48']);
  const before = wordsIn('es');
  useZone('Pacific/Auckland');
  assert.deepEqual([today(instant), currentWeek(instant)], ['2026-11-30', '2026-W49']);
  assert.notEqual(wordsIn('es'), before);
  assert.match(wordsIn('es').zonedTime(instant), /a las 11:30, hora de Auckland/);
  assert.equal(wordsIn('es').gridZone, 'Horas de Auckland.');
  useZone('Nowhere/City');
  assert.equal(today(instant), '2026-11-30', 'a zone that the browser does not know changes nothing');
});

/** A door whose server asks for tokens; `shown` is what it has put on the screen. */
async function door() {
  const shown = [];
  answers = ({ pathname }) =>
    pathname === '/api/sign-in' ? { body: { auth: 'jwt', login_url: 'http://login.test/', timezone: 'America/Lima' } } : { status: 401, body: {} };
  const zones = [];
  const it = new Door((patch) => shown.push(patch), () => {}, (zone) => zones.push(zone));
  await it.open();
  return { it, shown, zones, asked: () => shown.filter(({ signIn }) => signIn !== undefined) };
}

test('who is there is asked once, however many requests miss the token', async () => {
  const { it, asked, zones } = await door();
  assert.deepEqual(zones, ['America/Lima']);
  assert.equal(asked().length, 1);
  for (let poll = 0; poll < 3; poll++) end(undefined);
  assert.equal(asked().length, 1);

  await it.bringToken('wrong');
  assert.equal(asked().at(-1).signIn.refused, 'notTaken');

  answers = () => ({ body: { user_id: 'a', roles: ['referee'] } });
  await it.bringToken('good');
  const before = asked().length;
  keep('good');
  globalThis.sessionStorage.removeItem = () => keep('');
  end('good');
  assert.equal(asked().length, before + 1, 'once more after somebody was in');
  assert.equal(asked().at(-1).signIn.again, true);
});

test('a login that was cancelled is told as that, and one that nobody asked for too', async () => {
  sessionStorage.setItem('sgad.sign-in', JSON.stringify({ state: 's', search: '', hash: '' }));
  location.hash = '#error=access_denied&state=s';
  assert.equal((await door()).asked().at(-1).signIn.refused, 'cancelled');
  location.hash = '#access_token=t&state=guessed';
  assert.equal((await door()).asked().at(-1).signIn.refused, 'notAsked');
});

test('a toast goes after a while, unless it is held', () => {
  let now = 0;
  let shown;
  const toasts = new Toasts((patch) => (shown = patch.toasts), () => now);
  toasts.add({ name: 'first' });
  toasts.hold('pointer', true);
  toasts.hold('focus', true);
  toasts.hold('pointer', false);
  now = 9_000;
  toasts.tick();
  assert.equal(shown.length, 1, 'held');
  toasts.hold('focus', false);
  toasts.tick();
  assert.equal(shown.length, 0);

  toasts.add({ name: 'second' });
  toasts.add({ name: 'third' });
  toasts.hold('pointer', true);
  toasts.drop(shown[0]);
  now = 18_000;
  toasts.tick();
  assert.equal(shown.length, 0, 'the one under the pointer went, and nobody said that it was let go');

  for (let n = 0; n < 6; n++) toasts.add({ n });
  assert.deepEqual(shown.map(({ n }) => n), [5, 4, 3, 2]);
  toasts.hold('pointer', true);
  toasts.clear();
  assert.equal(shown.length, 0);
});

test('a toast keeps its element, so that neither the pointer nor the focus loses it', () => {
  const view = toastsView();
  const state = { words: wordsIn('es'), toasts: [{ say: () => ({ title: 'Guardado' }) }] };
  const [element] = view(state, {});
  const [newer, same] = view({ ...state, toasts: [{ say: () => ({ title: 'Otra' }) }, ...state.toasts] }, {});
  assert.equal(same, element);
  assert.notEqual(newer, element);
});

const SLOT = { date: '2026-11-23', start: '08:00', end: '09:00' };
const OTHER = { date: '2026-11-24', start: '08:00', end: '09:00' };

test('what is changed while a week is being saved is not thrown away', async () => {
  const state = {};
  let filed = [];
  let version = 1;
  let answer;
  answers = async (address, { method, body }) => {
    if (method === 'PUT') {
      await new Promise((resolve) => (answer = resolve));
      filed = JSON.parse(body).slots;
      version++;
    }
    return { body: { status: 'OPEN', slots: filed }, etag: `"${version}"` };
  };
  const desk = new WeekDesk('a', '2026-W48', (patch) => Object.assign(state, patch));
  desk.read();
  await eventually(() => state.week.state === 'OPEN');
  desk.edit((slots) => [...slots, SLOT]);
  const saving = desk.save();
  await eventually(() => answer);
  desk.edit((slots) => [...slots, OTHER]);
  answer();
  assert.equal(await saving, true);
  assert.deepEqual(state.draft, [SLOT, OTHER]);
  assert.deepEqual(state.week.slots, [SLOT]);
  assert.equal(state.notice, undefined, 'it is our own change that came back');

  answer = undefined;
  const again = desk.save();
  await eventually(() => answer);
  answer();
  assert.equal(await again, true);
  assert.equal(state.draft, undefined);
  assert.deepEqual(state.week.slots, [SLOT, OTHER]);
});

/** A desk with a change that was not saved, as the server answers with this status. */
async function unsaved(status) {
  const server = { status, week: { status: 'OPEN', slots: [] }, version: 1 };
  const state = {};
  answers = (address, { method }) => (method === 'PUT' ? { status: server.status, body: {} } : { body: server.week, etag: `"${server.version}"` });
  const desk = new WeekDesk('a', '2026-W48', (patch) => Object.assign(state, patch));
  desk.read();
  await eventually(() => state.week.state === 'OPEN');
  desk.edit(() => [SLOT]);
  assert.equal(await desk.save(), false);
  const read = async () => {
    desk.read();
    await soon();
  };
  return { server, state, read };
}

test('that the server was away is no longer said once the week is read, and what was changed stays', async () => {
  const { state, read } = await unsaved(503);
  assert.match(state.notice.say(wordsIn('es')), /El servidor tuvo un problema/);
  await read();
  assert.equal(state.notice, undefined);
  assert.deepEqual(state.draft, [SLOT]);
});

test('what the server has against a week, and what became of it meanwhile, stays said when it is read', async () => {
  const refused = await unsaved(422);
  await refused.read();
  assert.match(refused.state.notice.say(wordsIn('es')), /no aceptó el cambio/);

  const { server, state, read } = await unsaved(503);
  Object.assign(server, { week: { status: 'CLOSED', slots: [] }, version: 2 });
  await read();
  assert.match(state.notice.say(wordsIn('es')), /cerró antes de que guardaras/);
});

test('the directory has everybody of a day, however many pages that is', async () => {
  answers = ({ searchParams }) => {
    const after = searchParams.get('after');
    return { body: after ? { items: [{ referee_id: 'b' }], next: null } : { items: [{ referee_id: 'a' }], next: 'a' } };
  };
  assert.deepEqual(await refereesOfThisWeek(), [{ id: 'a', days: 7 }, { id: 'b', days: 7 }]);
});

test('what was typed into the preferences while they were being saved stays', async () => {
  const state = {};
  let answer;
  answers = async (address, { method, body }) => {
    if (method === 'PUT') await new Promise((resolve) => (answer = resolve));
    return { body: { language: 'es', quiet_hours: null, muted_types: ['custom.*'], ...(body && JSON.parse(body)) } };
  };
  const wishes = new Wishes('a', (patch) => Object.assign(state, patch));
  await wishes.read();
  const form = { language: 'es', email: 'a@example.org', from: '', to: '', timezone: 'America/Bogota', muted: [] };
  wishes.type(form);
  const saving = wishes.save();
  await eventually(() => answer);
  wishes.type({ ...form, email: 'b@example.org' });
  answer();
  assert.equal((await saving).email, 'a@example.org');
  assert.equal(state.wished.email, 'b@example.org');
  assert.deepEqual(state.wishes.muted_types, ['custom.*'], 'what the form does not show stays');
});

test('what the server has against something is told in the language of the page', () => {
  const said = (notice, language = 'es') => notice.say(wordsIn(language));
  const problem = (status, ...fields) => new Problem(status, { detail: 'English detail.', errors: fields.map((field) => ({ field, message: 'must be' })) });
  const textsOf = ({ wishes }) => wishes.wrong;
  assert.match(said(confirmationNoticeOf(problem(409))), /^Este partido ya empezó o fue cancelado/);
  assert.match(said(confirmationNoticeOf(problem(404))), /ya no es tuyo/);
  assert.match(said(formNoticeOf(problem(422, 'email', 'quiet_hours.to'), textsOf)), /un solo correo.*termina el silencio/);
  assert.match(said(formNoticeOf(problem(422, 'quiet_hours.timezone'), textsOf), 'en'), /time zone such as/);
  for (const status of [400, 401, 403, 404, 409, 412, 422, 500])
    for (const notice of [confirmationNoticeOf(problem(status)), formNoticeOf(problem(status, 'unheard-of'), textsOf)])
      assert.doesNotMatch(said(notice), /English|must be|undefined/);
});

test('both languages have the same texts', async () => {
  const shape = (value) => (value && typeof value === 'object' ? Object.fromEntries(Object.entries(value).sort().map(([key, one]) => [key, shape(one)])) : typeof value);
  assert.deepEqual(shape(LANGUAGES.en), shape(LANGUAGES.es));
  const [es, en] = await Promise.all(['es', 'en'].map((language) => import(`/console/js/i18n/${language}.js`)));
  assert.deepEqual(shape(en.default), shape(es.default));
});

test('a week that was closed nobody knows when is closed all the same', () => {
  assert.equal(wordsIn('es').weekClosed(''), 'Cerrada. Ya no admite cambios.');
  assert.equal(wordsIn('en').weekClosed(''), 'Closed. It takes no more changes.');
});

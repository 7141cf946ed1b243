import { refereesOfThisWeek } from './directory.js';
import { mount } from './dom.js';
import { Door } from './door.js';
import { chosenLanguage, rememberLanguage, wordsIn } from './i18n.js';
import { placeOf, refereeAddress } from './routes.js';
import { objection, withSlot, withoutSlot } from './slots.js';
import { createStore } from './store.js';
import { watchHolds } from './toasts.js';
import { Visit } from './visit.js';
import { numberOf, today, useZone } from './week.js';
import { closing } from './views/closing.js';
import { cards, feedHead } from './views/feed.js';
import { grid } from './views/grid.js';
import { header } from './views/header.js';
import { inbox } from './views/inbox.js';
import { matches } from './views/matches.js';
import { pickerForm, pickerHead, pickerList } from './views/picker.js';
import { preferences } from './views/preferences.js';
import { signIn } from './views/sign-in.js';
import { slotList } from './views/slot-list.js';
import { strip } from './views/strip.js';
import { tabs } from './views/tabs.js';
import { toasts } from './views/toasts.js';
import { gridHint, saveBar, weekHead } from './views/week.js';

const store = createStore({
  words: wordsIn(chosenLanguage() ?? 'es'),
  place: placeOf(location.search),
  now: Date.now(),
  referees: { state: 'loading' },
  week: { state: 'loading' },
  typed: {},
  asked: '',
  events: [],
  toasts: [],
  tab: 'inbox',
});

let visit;
const door = new Door((patch) => store.update(patch), () => (visit ? visit.signedIn() : follow()), moveTo);

const actions = {
  speak,
  askFor: (asked) => store.update({ asked }),
  visitReferee() {
    travel(refereeAddress(store.get().asked));
    store.update({ asked: '' });
  },
  signIn: () => door.signIn(),
  bringToken: (token) => door.bringToken(token),
  knock: () => door.open(),
  signOut() {
    leave();
    door.leave();
  },

  slots: () => visit.desk.slots,
  edit: (alter) => visit.desk.edit(alter),
  sketch: (slots) => visit.desk.sketch(slots),
  sketched: (before) => visit.desk.sketched(before),
  undo: () => visit.desk.undo(),
  discard: () => visit.desk.discard(),
  async save() {
    if (!store.get().busy && (await visit.desk.save())) visit.toasts.add({ say: (words) => words.weekSaved });
  },
  remove: (slot) => visit.desk.edit((slots) => withoutSlot(slots, slot)),
  type: (change) => store.update({ typed: { ...store.get().typed, ...change } }),
  add() {
    const { typed } = store.get();
    const wrong = objection(visit.desk.slots, typed);
    if (wrong) return store.update({ objection: wrong });
    visit.desk.edit((slots) => withSlot(slots, typed));
    store.update({ typed: { date: typed.date } });
  },
  keepListOpen: (listOpen) => store.update({ listOpen }),

  openTab: (tab) => store.update({ tab }),
  markRead: (eventId) => visit.mailbox.markRead(eventId),
  markAllRead: () => visit.mailbox.markAllRead(),
  confirm: (matchId) => visit.fixtures.confirm(matchId),
  readWishes: () => visit.wishes.read(),
  typeWishes: (typed) => visit.wishes.type(typed),
  async savePreferences() {
    const saved = await visit.wishes.save();
    if (!saved) return;
    speak(saved.language);
    visit.mailbox.read();
    visit.toasts.add({ say: (words) => words.wishes.saved });
  },

  readAgain: () => visit.readAgain(),
  reconnect: () => visit.reconnect(),
  dismissMissed: () => store.update({ missed: undefined }),
  dropToast: (toast) => visit.toasts.drop(toast),
};

const isIn = ({ me }) => me !== undefined;
const isPicking = (s) => isIn(s) && s.place.view === 'picker';
const isChoosing = (s) => isPicking(s) && s.me.roles.includes('admin');
const isVisiting = (s) => isIn(s) && s.place.view === 'referee';
const isOpenTab = (tab) => (s) => isVisiting(s) && s.tab === tab;
const draftOf = (s) => [s.words, s.place, s.week, s.draft, s.busy];

const REGIONS = [
  { at: 'header', view: header, depends: (s) => [s.words, s.place, s.connection, s.me, s.inbox?.unread] },
  { at: 'strip', view: strip, shown: isVisiting, depends: (s) => [s.words, s.connection, s.stopCode, s.missed] },
  { at: 'sign-in-panel', view: signIn, shown: (s) => s.signIn !== undefined, depends: (s) => [s.words, s.signIn] },
  { at: 'picker', shown: isPicking },
  { at: 'picker-head', view: pickerHead, shown: isPicking, depends: (s) => [s.words, s.place, s.me] },
  { at: 'picker-list', view: pickerList, shown: isChoosing, depends: (s) => [s.words, s.referees] },
  { at: 'picker-form', view: pickerForm, shown: isChoosing, depends: (s) => [s.words, s.me] },
  { at: 'visit', shown: isVisiting },
  { at: 'closing', view: closing, shown: isVisiting, depends: (s) => [s.words, s.closing, Math.floor(s.now / 1_000)] },
  { at: 'week-head', view: weekHead, shown: isVisiting, depends: (s) => [s.words, s.place, s.week, s.notice] },
  { at: 'grid', view: grid(), shown: isVisiting, depends: (s) => [...draftOf(s), today(s.now)] },
  { at: 'grid-hint-box', view: gridHint, shown: (s) => isVisiting(s) && s.week.slots, depends: (s) => [s.words, s.week] },
  { at: 'slot-list-box', view: slotList, shown: isVisiting, depends: (s) => [...draftOf(s), s.objection, s.typed.date, s.listOpen] },
  { at: 'save-bar', view: saveBar, shown: isVisiting, depends: (s) => [...draftOf(s), s.undoable] },
  { at: 'tabs', view: tabs, shown: isVisiting, depends: (s) => [s.words, s.tab, s.place, s.inbox, s.matches] },
  { at: 'panel-inbox', view: inbox, shown: isOpenTab('inbox'), depends: (s) => [s.words, s.inbox] },
  { at: 'panel-matches', view: matches, shown: isOpenTab('matches'), depends: (s) => [s.words, s.place, s.matches] },
  { at: 'panel-live', shown: isOpenTab('live') },
  { at: 'feed-head', view: feedHead, depends: (s) => [s.words, s.connection, s.events.length === 0] },
  { at: 'feed', view: cards(), depends: (s) => [s.words, s.events] },
  { at: 'panel-preferences', view: preferences, shown: isOpenTab('preferences'), depends: (s) => [s.words, s.wishes] },
  { at: 'toasts', view: toasts(), depends: (s) => [s.words, s.toasts] },
];

function speak(language) {
  rememberLanguage(language);
  store.update({ words: wordsIn(language) });
}

/** To the competition's time zone. */
function moveTo(zone) {
  useZone(zone);
  store.update({ words: wordsIn(store.get().words.language), place: placeOf(location.search, door.me) });
}

/** Follows the address: leaves a visit that is over, begins or goes on with the one that is asked for. */
function follow() {
  const place = placeOf(location.search, door.me);
  store.update({ place });
  if (!door.me) return;
  if (visit && visit.userId !== place.userId) leave();
  if (place.view === 'picker') readReferees();
  else (visit ??= begin(place.userId)).look(place.week);
}

/** In the language of who comes, unless this browser chose one. */
function begin(userId) {
  const begun = new Visit(store, userId, door.me.user_id);
  begun.wishes.read().then((wishes) => wishes && !chosenLanguage() && store.update({ words: wordsIn(wishes.language) }));
  return begun;
}

function leave() {
  visit?.close();
  visit = undefined;
  store.update({ events: [], missed: undefined, connection: undefined });
}

async function readReferees() {
  const referees = await refereesOfThisWeek().then(
    (list) => ({ state: 'ready', list }),
    () => ({ state: 'failed' }),
  );
  store.update({ referees });
}

/** Links marked `data-go` are followed without loading the page again. */
function go(event) {
  const link = event.target.closest('a[data-go]');
  if (!link || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  travel(link.href);
}

function travel(address) {
  const { view } = store.get().place;
  history.pushState(null, '', address);
  follow();
  if (store.get().place.view !== view) setTimeout(() => document.getElementById('main').focus());
}

function undoByKey(event) {
  const isTyping = event.target.closest('input, select, textarea');
  if (event.key !== 'z' || !(event.ctrlKey || event.metaKey) || event.shiftKey || isTyping || !visit) return;
  event.preventDefault();
  actions.undo();
}

function nameDocument({ words, place, me, inbox: box }) {
  const unread = box?.unread ? `(${box.unread}) ` : '';
  const isThere = me && place.view === 'referee';
  document.documentElement.lang = words.language;
  document.getElementById('skip').textContent = words.skip;
  document.title = isThere ? `${unread}${place.userId} · ${words.weekTitle(numberOf(place.week))} · SGAD` : 'SGAD Events';
}

store.watch(nameDocument);
mount(store, actions, REGIONS);
document.addEventListener('click', go);
document.addEventListener('keydown', undoByKey);
addEventListener('popstate', follow);
watchHolds(document.getElementById('toasts'), (by, isHeld) => visit?.toasts.hold(by, isHeld));
setInterval(() => {
  store.update({ now: Date.now() });
  visit?.tick(Date.now());
}, 1_000);
door.open();

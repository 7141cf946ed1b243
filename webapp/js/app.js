import { refereesOfThisWeek } from './directory.js';
import { mount } from './dom.js';
import { preferredLanguage, rememberLanguage, wordsIn } from './i18n.js';
import { placeOf } from './routes.js';
import { createStore } from './store.js';
import { Visit } from './visit.js';
import { numberOf, today } from './week.js';
import { announcement } from './views/announcement.js';
import { closing } from './views/closing.js';
import { cards, feedHead } from './views/feed.js';
import { header } from './views/header.js';
import { picker } from './views/picker.js';
import { slotForm } from './views/slot-form.js';
import { week } from './views/week.js';

const store = createStore({
  words: wordsIn(preferredLanguage()),
  place: placeOf(location.search),
  now: Date.now(),
  referees: { state: 'loading' },
  week: { state: 'loading' },
  draft: {},
  events: [],
});

let visit;

const actions = {
  speak(language) {
    rememberLanguage(language);
    store.update({ words: wordsIn(language) });
  },
  draft: (change) => store.update({ draft: { ...store.get().draft, ...change } }),
  add: () => visit.add(store.get().draft),
  remove: (slot) => visit.remove(slot),
  readAgain: () => visit.readAgain(),
  reconnect: () => visit.reconnect(),
};

const onVisit = ({ place }) => place.view === 'referee';

const REGIONS = [
  { at: 'header', view: header, depends: (s) => [s.words, s.place, s.connection] },
  { at: 'picker', view: picker, shown: (s) => !onVisit(s), depends: (s) => [s.words, s.place, s.referees] },
  { at: 'closing', view: closing, shown: onVisit, depends: (s) => [s.words, s.closing, Math.floor(s.now / 1000)] },
  {
    at: 'week',
    view: week,
    shown: onVisit,
    depends: (s) => [s.words, s.place, s.week, s.notice, s.busy, today(s.now)],
  },
  {
    at: 'slot-form',
    view: slotForm,
    shown: (s) => onVisit(s) && ['OPEN', 'MISSING'].includes(s.week.state),
    depends: (s) => [s.words, s.place, s.objection, s.busy],
  },
  { at: 'events', shown: onVisit },
  {
    at: 'feed-head',
    view: feedHead,
    depends: (s) => [s.words, s.connection, s.stopCode, s.events.length === 0],
  },
  { at: 'feed', view: cards(), depends: (s) => [s.words, s.events] },
  { at: 'announcer', view: announcement, depends: (s) => [s.events[0]] },
];

/** Follows the address: leaves a visit that is over, begins or goes on with the one that is asked for. */
function follow() {
  const place = placeOf(location.search);
  store.update({ place });
  if (visit && visit.userId !== place.userId) {
    visit.close();
    visit = undefined;
    store.update({ events: [] });
  }
  if (place.view === 'picker') readReferees();
  else (visit ??= new Visit(store, place.userId)).look(place.week);
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
  history.pushState(null, '', link.href);
  const { view } = store.get().place;
  follow();
  if (placeOf(location.search).view !== view) setTimeout(() => document.getElementById('main').focus());
}

function nameDocument({ words, place }) {
  document.documentElement.lang = words.language;
  document.getElementById('skip').textContent = words.skip;
  document.title =
    place.view === 'referee' ? `${place.userId} · ${words.weekTitle(numberOf(place.week))} · SGAD` : 'SGAD Events';
}

store.watch(nameDocument);
mount(store, actions, REGIONS);
document.addEventListener('click', go);
addEventListener('popstate', follow);
setInterval(() => {
  store.update({ now: Date.now() });
  visit?.tick(Date.now());
}, 1_000);
follow();

import { Door } from '/js/door.js';
import { mount } from '/js/dom.js';
import { chosenLanguage, rememberLanguage } from '/js/i18n.js';
import { createStore } from '/js/store.js';
import { useZone } from '/js/week.js';
import { signIn } from '/js/views/sign-in.js';
import { consoleWords } from './i18n.js';
import { placeOf } from './places.js';
import { Stage } from './stage.js';
import { header } from './views/header.js';
import { nav } from './views/nav.js';
import { refusal } from './views/refusal.js';
import { told } from './views/told.js';

const store = createStore({
  words: await consoleWords(chosenLanguage() ?? 'es'),
  place: placeOf(''),
  isMenuOpen: false,
});

const stage = new Stage(
  document.getElementById('stage'),
  () => ({ words: store.get().words, now: Date.now() }),
  (message) => store.update({ told: message }),
);

const door = new Door((patch) => store.update(patch), follow, moveTo);

const actions = {
  async speak(language) {
    rememberLanguage(language);
    store.update({ words: await consoleWords(language) });
  },
  menu: () => store.update({ isMenuOpen: !store.get().isMenuOpen }),
  dismiss: () => store.update({ told: undefined }),
  signIn: () => door.signIn(),
  bringToken: (token) => door.bringToken(token),
  knock: () => door.open(),
  signOut() {
    stage.leave();
    door.leave();
  },
};

const isAdmin = ({ me }) => me !== undefined && me.roles.includes('admin');

const REGIONS = [
  { at: 'header', view: header, depends: (s) => [s.words, s.me, s.isMenuOpen] },
  { at: 'nav', view: nav, shown: isAdmin, depends: (s) => [s.words, s.place, s.isMenuOpen] },
  { at: 'told', view: told, depends: (s) => [s.words, s.told] },
  { at: 'sign-in-panel', view: signIn, shown: (s) => s.signIn !== undefined, depends: (s) => [s.words, s.signIn] },
  { at: 'refusal', view: refusal, shown: (s) => s.me !== undefined && !isAdmin(s), depends: (s) => [s.words, s.me] },
  { at: 'stage', shown: isAdmin },
];

/** To the competition's time zone. */
async function moveTo(zone) {
  useZone(zone);
  store.update({ words: await consoleWords(store.get().words.language) });
}

/** Goes where the address leads; another section takes the focus with it. */
async function follow() {
  const before = store.get().place;
  const place = placeOf(location.hash);
  store.update({ place, isMenuOpen: false });
  if (!isAdmin(store.get())) return;
  const isAnother = before.section !== place.section;
  if (isAnother) store.update({ told: undefined });
  try {
    await stage.show(place);
  } catch {
    stage.leave();
    store.update({ told: { tone: 'error', say: ({ trouble }) => trouble.unreachable } });
  }
  if (isAnother) begin();
}

/** As a page that was just opened: at its top, and read from its beginning. */
function begin() {
  document.getElementById('main').focus({ preventScroll: true });
  scrollTo(0, 0);
}

function nameDocument({ words, place }) {
  document.documentElement.lang = words.language;
  document.getElementById('skip').textContent = words.skip;
  document.getElementById('nav').setAttribute('aria-label', words.menu);
  document.title = `${words.sections[place.section].title} · ${words.console}`;
  stage.update({ words });
}

/** The address's hash is the place, which a link within the page must not change. */
function skip(event) {
  event.preventDefault();
  document.getElementById('main').focus();
}

store.watch(nameDocument);
mount(store, actions, REGIONS);
document.getElementById('skip').addEventListener('click', skip);
addEventListener('hashchange', follow);
setInterval(() => stage.update({ now: Date.now() }), 1_000);
door.open();

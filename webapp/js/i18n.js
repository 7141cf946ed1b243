import { daysOf, today, utc, zoneName } from './week.js';
import es from './i18n/es.js';
import en from './i18n/en.js';

export const LANGUAGES = { es, en };

const REMEMBERED_AS = 'sgad.language';

/** What this browser chose; undefined where it never did. */
export function chosenLanguage() {
  try {
    const chosen = localStorage.getItem(REMEMBERED_AS);
    return Object.hasOwn(LANGUAGES, chosen ?? '') ? chosen : undefined;
  } catch {
    return undefined;
  }
}

export function rememberLanguage(language) {
  try {
    localStorage.setItem(REMEMBERED_AS, language);
  } catch {
    // a browser that keeps nothing still speaks both
  }
}

const made = new Map();

/** The texts of a language and its way to write days and times: the same object for as long as the zone is the same. */
export function wordsIn(language) {
  const key = `${language} ${zoneName()}`;
  if (!made.has(key)) made.set(key, makeWords(language, zoneName()));
  return made.get(key);
}

function makeWords(language, zone) {
  const texts = LANGUAGES[language];
  const format = (options) => new Intl.DateTimeFormat(texts.locale, { hourCycle: 'h23', ...options });
  const shortDay = format({ timeZone: 'UTC', weekday: 'short', day: 'numeric' });
  const longDay = format({ timeZone: 'UTC', weekday: 'long', day: 'numeric', month: 'long' });
  const span = format({ timeZone: 'UTC', day: 'numeric', month: 'long', year: 'numeric' });
  const zoneDay = format({ timeZone: zone, weekday: 'long', day: 'numeric', month: 'long' });
  const zoneClock = format({ timeZone: zone, hour: '2-digit', minute: '2-digit' });
  const clock = format({ hour: '2-digit', minute: '2-digit' });
  const dayAndClock = format({ day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' });
  const ownDay = format({ weekday: 'long', day: 'numeric', month: 'long' });
  const city = CITIES[zone] ?? zone.slice(zone.lastIndexOf('/') + 1).replaceAll('_', ' ');
  const full = format({ dateStyle: 'full', timeStyle: 'long' });

  return {
    ...texts,
    language,
    shortDay: (day) => plain(shortDay.format(utc(day))),
    longDay: (day) => plain(longDay.format(utc(day))),
    weekSpan: (week) => span.formatRange(utc(daysOf(week)[0]), utc(daysOf(week)[6])),
    gridZone: texts.gridZone(city),
    /** A time as it is where the competition is, and, where that is another, in the reader's zone. */
    zonedTime(instant) {
      const at = new Date(instant);
      const there = texts.inZone(texts.moment(plain(zoneDay.format(at)), zoneClock.format(at)), city);
      const sameDay = ownDay.format(at) === zoneDay.format(at);
      if (sameDay && clock.format(at) === zoneClock.format(at)) return there;
      const here = sameDay ? clock.format(at) : texts.moment(plain(ownDay.format(at)), clock.format(at));
      return `${there} · ${texts.inYourZone(here)}`;
    },
    /** The parts of a day's name, as in `sáb`, `28`. */
    dayParts(day) {
      const parts = Object.fromEntries(shortDay.formatToParts(utc(day)).map(({ type, value }) => [type, value]));
      return [plain(parts.weekday), parts.day];
    },
    localDay: (instant) => today(new Date(instant)),
    localTime: (instant) =>
      (new Date(instant).toDateString() === new Date().toDateString() ? clock : dayAndClock).format(instant),
    fullTime: (instant) => full.format(instant),
  };
}

/** What a zone's city is called here, where that is not in its name. */
const CITIES = { 'America/Bogota': 'Bogotá' };

const plain = (day) => day.replaceAll(/[.,]/g, '');

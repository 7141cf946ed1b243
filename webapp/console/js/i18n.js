import { wordsIn } from '/js/i18n.js';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const made = new WeakMap();

/** The words of the pages, and the console's own, of which only the language that is spoken is loaded. */
export async function consoleWords(language) {
  const shared = wordsIn(language);
  if (!made.has(shared)) made.set(shared, await makeWords(language, shared));
  return made.get(shared);
}

async function makeWords(language, shared) {
  const { default: texts } = await import(`./i18n/${language}.js`);
  const format = (options) => new Intl.DateTimeFormat(shared.locale, { hourCycle: 'h23', ...options });
  const hourAndMinute = format({ hour: '2-digit', minute: '2-digit' });
  const clock = format({ hour: '2-digit', minute: '2-digit', second: '2-digit' });
  const dayAndClock = format({ day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', second: '2-digit' });
  const whole = new Intl.NumberFormat(shared.locale, { maximumFractionDigits: 0 });
  const precise = new Intl.NumberFormat(shared.locale, { maximumSignificantDigits: 3 });
  const isToday = (instant) => new Date(instant).toDateString() === new Date().toDateString();
  return {
    ...shared,
    ...texts,
    signIn: { ...shared.signIn, ...texts.signIn },
    /** A time of day, with its day where that is not today. */
    momentOf: (instant) => (isToday(instant) ? clock : dayAndClock).format(instant),
    clockOf: (instant) => hourAndMinute.format(instant),
    /** Milliseconds as the unit that fits them. */
    duration(elapsed) {
      if (elapsed < SECOND) return `${elapsed} ms`;
      if (elapsed < MINUTE) return `${precise.format(elapsed / SECOND)} s`;
      if (elapsed < HOUR) return `${whole.format(elapsed / MINUTE)} min`;
      if (elapsed < DAY) return `${precise.format(elapsed / HOUR)} h`;
      return `${precise.format(elapsed / DAY)} d`;
    },
    number: (value) => (Math.abs(value) < 100 ? precise : whole).format(value),
  };
}

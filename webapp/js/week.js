/** Weeks are ISO weeks written `2026-W42`, days `2026-10-17`, as people live them where the competition is. */
const DAY = 86_400_000;

let zone;
let calendar;
useZone('America/Bogota');

/** The zone of the competition, as the server has it; one that this browser does not know changes nothing. */
export function useZone(name) {
  try {
    calendar = new Intl.DateTimeFormat('sv-SE', { timeZone: name });
    zone = name;
  } catch (error) {
    console.warn('sgad: no such zone here', error);
  }
}

export const zoneName = () => zone;

export const today = (now = Date.now()) => calendar.format(now);

export const currentWeek = (now = Date.now()) => weekOf(today(now));

export function weekOf(day) {
  const date = utc(day);
  const thursday = new Date(date.getTime() + (4 - (date.getUTCDay() || 7)) * DAY);
  const year = thursday.getUTCFullYear();
  return weekName(year, Math.floor((thursday - Date.UTC(year, 0, 1)) / DAY / 7) + 1);
}

/** The seven days, Monday first. */
export function daysOf(week) {
  const [, year, number] = /^(\d{4})-W(\d{2})$/.exec(week);
  const fourth = new Date(Date.UTC(year, 0, 4));
  const monday = fourth.getTime() + ((number - 1) * 7 - ((fourth.getUTCDay() || 7) - 1)) * DAY;
  return Array.from({ length: 7 }, (_, i) => new Date(monday + i * DAY).toISOString().slice(0, 10));
}

export const shift = (week, weeks) =>
  weekOf(new Date(utc(daysOf(week)[0]).getTime() + weeks * 7 * DAY).toISOString().slice(0, 10));

export const isWeek = (text) => /^\d{4}-W\d{2}$/.test(text ?? '') && weekOf(daysOf(text)[0]) === text;

export const weekName = (year, number) => `${year}-W${String(number).padStart(2, '0')}`;

export const numberOf = (week) => Number(week.slice(6));

/** Noon, so that no zone moves the day. */
export const utc = (day) => new Date(`${day}T12:00:00Z`);

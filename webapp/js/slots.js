/** A week's slots: always in order, always a new list; their times are `08:00`, in minutes 480. */
const MOST = 50;
const DAY_END = 24 * 60 - 1;

export const HALF_HOUR = 30;

export const minutes = (time) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));

/** A day's end is written 23:59, as a slot cannot end on the next day. */
export function clock(at) {
  const capped = Math.min(at, DAY_END);
  return `${String(Math.floor(capped / 60)).padStart(2, '0')}:${String(capped % 60).padStart(2, '0')}`;
}

const key = ({ date, start, end }) => `${date} ${start} ${end}`;

export const inOrder = (slots) => [...slots].sort((a, b) => (key(a) < key(b) ? -1 : 1));

export const sameWeek = (a, b) => a.length === b.length && inOrder(a).map(key).join() === inOrder(b).map(key).join();

export const withSlot = (slots, slot) => inOrder([...slots, slot]);

export const withoutSlot = (slots, slot) => slots.filter((other) => key(other) !== key(slot));

export const onDay = (slots, day) => inOrder(slots.filter(({ date }) => date === day));

/** The week with a stretch of a day, in minutes, painted or wiped; what it touches becomes one slot. */
export function painted(slots, { date, from, to }, on) {
  const kept = [];
  let [first, last] = [from, to];
  for (const slot of slots) {
    const [start, end] = [minutes(slot.start), endOf(slot)];
    if (slot.date !== date || end < from || start > to) kept.push(slot);
    else if (on) [first, last] = [Math.min(first, start), Math.max(last, end)];
    else {
      if (start < from) kept.push({ date, start: slot.start, end: clock(from) });
      if (end > to) kept.push({ date, start: clock(to), end: slot.end });
    }
  }
  return inOrder(on ? [...kept, { date, start: clock(first), end: clock(last) }] : kept);
}

/** How much of a stretch of a day is covered: `full`, `part` or `none`. */
export function cover(slots, { date, from, to }) {
  const covered = slots
    .filter((slot) => slot.date === date)
    .reduce((sum, slot) => sum + Math.max(0, Math.min(to, endOf(slot)) - Math.max(from, minutes(slot.start))), 0);
  return covered === 0 ? 'none' : covered >= to - from ? 'full' : 'part';
}

const endOf = ({ end }) => (minutes(end) === DAY_END ? DAY_END + 1 : minutes(end));

/** What keeps a slot out of the week, as the field and the name of its text; undefined when nothing does. */
export function objection(slots, { date, start, end }) {
  if (!start) return { field: 'start', text: 'startMissing' };
  if (!end) return { field: 'end', text: 'endMissing' };
  if (end <= start) return { field: 'end', text: 'endBeforeStart' };
  if (slots.some((other) => other.date === date && other.start < end && start < other.end))
    return { field: 'start', text: 'overlaps' };
  if (slots.length >= MOST) return { text: 'tooMany' };
  return undefined;
}

export const isTooMany = (slots) => slots.length > MOST;

export const hoursIn = (slots) => slots.reduce((sum, slot) => sum + endOf(slot) - minutes(slot.start), 0) / 60;

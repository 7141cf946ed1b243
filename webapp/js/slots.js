/** A week's slots: always in order, always a new list. */
const MOST = 50;

const key = ({ date, start, end }) => `${date} ${start} ${end}`;

export const sameSlot = (a, b) => key(a) === key(b);

export const inOrder = (slots) => [...slots].sort((a, b) => (key(a) < key(b) ? -1 : 1));

export const withSlot = (slots, slot) => inOrder([...slots, slot]);

export const withoutSlot = (slots, slot) => slots.filter((other) => !sameSlot(other, slot));

export const onDay = (slots, day) => inOrder(slots.filter(({ date }) => date === day));

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

export function hoursIn(slots) {
  const minutes = (time) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
  return slots.reduce((sum, { start, end }) => sum + minutes(end) - minutes(start), 0) / 60;
}

import { availableOn } from './api.js';
import { currentWeek, daysOf } from './week.js';

/** Who filed availability this week, with the number of days, in order of id. */
export async function refereesOfThisWeek() {
  const days = new Map();
  const all = await Promise.all(daysOf(currentWeek()).map(refereesOn));
  for (const ids of all) for (const id of ids) days.set(id, (days.get(id) ?? 0) + 1);
  return [...days].map(([id, number]) => ({ id, days: number })).sort((a, b) => a.id.localeCompare(b.id));
}

async function refereesOn(day) {
  const ids = new Set();
  for (let after; after !== null; ) {
    const { items = [], next = null } = (await availableOn(day, after)).body;
    for (const { referee_id: id } of items) ids.add(id);
    after = next;
  }
  return ids;
}

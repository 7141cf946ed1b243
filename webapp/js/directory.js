import { availableOn } from './api.js';
import { currentWeek, daysOf } from './week.js';

/** Who filed availability this week, with the number of days, in order of id. */
export async function refereesOfThisWeek() {
  const days = new Map();
  const answers = await Promise.all(daysOf(currentWeek()).map(availableOn));
  for (const { body } of answers)
    for (const id of new Set((body.items ?? []).map((item) => item.referee_id))) days.set(id, (days.get(id) ?? 0) + 1);
  return [...days].map(([id, number]) => ({ id, days: number })).sort((a, b) => a.id.localeCompare(b.id));
}

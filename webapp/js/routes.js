import { currentWeek, isWeek } from './week.js';

/** Where the address leads: the first row that accepts it. */
const ROUTES = [
  { view: 'referee', accepts: ({ userId }) => isUserId(userId), place: ({ userId, week }) => ({ userId, week }) },
  { view: 'picker', accepts: () => true, place: ({ userId }) => ({ refused: userId }) },
];

/** A referee is at their own place, whatever the address says; an administrator where they ask to be. */
export function placeOf(search, me) {
  const query = new URLSearchParams(search);
  const asked = {
    userId: ownId(me) ?? query.get('user_id')?.trim() ?? '',
    week: isWeek(query.get('week')) ? query.get('week') : currentWeek(),
  };
  const route = ROUTES.find(({ accepts }) => accepts(asked));
  return { view: route.view, ...route.place(asked) };
}

export const pickerAddress = () => '/';

export const refereeAddress = (userId, week) =>
  `/?${new URLSearchParams(week ? { user_id: userId, week } : { user_id: userId })}`;

/** Undefined for who may choose; empty for who is neither referee nor administrator. */
function ownId(me) {
  if (!me || me.roles.includes('admin')) return undefined;
  return me.roles.includes('referee') ? me.user_id : '';
}

/** As the server has it, without the two names that would walk out of a path. */
const isUserId = (id) => /^[A-Za-z0-9._@:|~+-]{1,128}$/.test(id) && id !== '.' && id !== '..';

import { currentWeek, isWeek } from './week.js';

/** Where the address leads: the first row that accepts it. */
const ROUTES = [
  { view: 'referee', accepts: ({ userId }) => isUserId(userId), place: ({ userId, week }) => ({ userId, week }) },
  { view: 'picker', accepts: () => true, place: ({ userId }) => ({ refused: userId }) },
];

export function placeOf(search) {
  const query = new URLSearchParams(search);
  const asked = {
    userId: query.get('user_id')?.trim() ?? '',
    week: isWeek(query.get('week')) ? query.get('week') : currentWeek(),
  };
  const route = ROUTES.find(({ accepts }) => accepts(asked));
  return { view: route.view, ...route.place(asked) };
}

export const pickerAddress = () => '/';

export const refereeAddress = (userId, week) =>
  `/?${new URLSearchParams(week ? { user_id: userId, week } : { user_id: userId })}`;

/** As the server has it, without the two names that would walk out of a path. */
const isUserId = (id) => /^[A-Za-z0-9._@:|~+-]{1,128}$/.test(id) && id !== '.' && id !== '..';

/** The console's sections, in the order of the menu: the one table of what there is. */
export const SECTIONS = [
  { name: 'overview', group: 'watch', load: () => import('./sections/overview.js') },
  { name: 'live', group: 'watch', load: () => import('./sections/live.js') },
  { name: 'log', group: 'watch', load: () => import('./sections/log.js') },
  { name: 'sessions', group: 'watch', load: () => import('./sections/sessions.js') },
  { name: 'queues', group: 'watch', load: () => import('./sections/queues.js') },
  { name: 'publish', group: 'act', load: () => import('./sections/publish.js') },
  { name: 'closings', group: 'act', load: () => import('./sections/closings.js') },
  { name: 'matches', group: 'act', load: () => import('./sections/matches.js') },
  { name: 'dead-letters', group: 'repair', load: () => import('./sections/dead-letters.js') },
  { name: 'replays', group: 'repair', load: () => import('./sections/replays.js') },
  { name: 'upkeep', group: 'repair', load: () => import('./sections/upkeep.js') },
];

/** Where a hash such as `#/log/0199…?type=match.*` leads: `{section, id, query}`; the first section where nowhere else. */
export function placeOf(hash) {
  const [path, search] = hash.replace(/^#\/?/, '').split('?', 2);
  const [name, id] = path.split('/', 2).map(decoded);
  const known = SECTIONS.some((section) => section.name === name);
  return {
    section: known ? name : SECTIONS[0].name,
    id: known && id ? id : undefined,
    query: known ? Object.fromEntries(new URLSearchParams(search)) : {},
  };
}

/** The hash of a place; what is empty in its query is left out. */
export function address(section, { id, query = {} } = {}) {
  const given = Object.entries(query).filter(([, value]) => value !== undefined && value !== '');
  const search = given.length > 0 ? `?${new URLSearchParams(given)}` : '';
  return `#/${section}${id === undefined ? '' : `/${encodeURIComponent(id)}`}${search}`;
}

function decoded(part) {
  try {
    return decodeURIComponent(part);
  } catch {
    return ''; // no address of ours
  }
}

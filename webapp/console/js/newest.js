import { events } from './api.js';

const FIRST_LOOK = 1_000;
const FURTHER = 8;
const FURTHEST = 20 * 365 * 86_400_000;
const PAGE = 1_000;

/**
 * The newest events that a query finds, in order of time. The log is read from its beginning on, so this looks at a while
 * before the end of the query, and at a longer one, until there are enough or that is all there is.
 */
export async function newestEvents({ from, to, after, limit, ...query }, enough = 100, now = Date.now()) {
  const end = to ? Date.parse(to) : now;
  const begin = from ? Date.parse(from) : end - FURTHEST;
  for (let back = FIRST_LOOK; ; back *= FURTHER) {
    const isAll = end - back <= begin;
    const items = await lastOf({ ...query, to, from: isAll ? from : new Date(end - back).toISOString() }, enough);
    if (items.length >= enough || isAll) return { items, next: null };
  }
}

async function lastOf(query, enough) {
  let items = [];
  for (let after; after !== null; ) {
    const page = await events({ ...query, after, limit: PAGE });
    items = [...items, ...page.items].slice(-enough);
    after = page.next;
  }
  return items;
}

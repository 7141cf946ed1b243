/** Remembers the last `size` ids; `add` tells whether one is new. */
export function recentIds(size = 2_000) {
  const ids = new Set();
  return {
    add(id) {
      if (id === undefined) return true;
      if (ids.has(id)) return false;
      ids.add(id);
      if (ids.size > size) ids.delete(ids.values().next().value);
      return true;
    },
  };
}

/**
 * Where a cursor outlives the page: in `storage` (Web Storage, or anything with `getItem` and `setItem`). A browser that
 * forbids it, or is full, costs no more than the cursor's life beyond this page.
 */
export function cursorIn(storage, key) {
  let cursor = attempt(() => storage?.getItem(key)) ?? undefined;
  let heard = false;
  return {
    get: () => cursor,
    /** How far this tab came with what another one passed on; that tab stores it, and may be further already. */
    hear(next) {
      if (next === undefined) return;
      cursor = next;
      heard = true;
    },
    /** What another tab has kept since, unless it was heard from it. */
    reload() {
      if (!heard) cursor = attempt(() => storage?.getItem(key)) ?? cursor;
    },
    keep(next) {
      if (next === undefined) return;
      cursor = next;
      attempt(() => storage?.setItem(key, next));
    },
  };
}

function attempt(access) {
  try {
    return access();
  } catch {
    return undefined;
  }
}

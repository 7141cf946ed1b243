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
 * Where a cursor outlives the page: in `storage` (Web Storage, or anything with its three methods). A browser that
 * forbids it, or is full, costs no more than the cursor's life beyond this page.
 */
export function cursorIn(storage, key) {
  let cursor = attempt(() => storage?.getItem(key)) ?? undefined;
  return {
    get: () => cursor,
    /** What another tab has kept since, where it was that tab that received events. */
    reload() {
      cursor = attempt(() => storage?.getItem(key)) ?? cursor;
    },
    keep(next) {
      if (next === undefined || next === cursor) return;
      cursor = next;
      attempt(() => storage?.setItem(key, next));
    },
    forget() {
      cursor = undefined;
      attempt(() => storage?.removeItem(key));
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

const KEPT_AS = 'sgad.token';
const watchers = new Set();

/** The token of this tab, until it is closed; undefined where there is none. */
export function token() {
  try {
    return sessionStorage.getItem(KEPT_AS) ?? undefined;
  } catch {
    return undefined; // a browser that keeps nothing cannot be signed in, where that is needed
  }
}

export function keep(fresh) {
  sessionStorage.setItem(KEPT_AS, fresh);
}

/** Forgets a token that the server does not take, unless there is another by now, and tells who watches. */
export function end(refused) {
  if (refused !== token()) return;
  if (refused) sessionStorage.removeItem(KEPT_AS);
  for (const watch of watchers) watch();
}

/** Calls a function whenever a token is needed that is not there, or no longer good. */
export const onEnd = (watch) => watchers.add(watch);

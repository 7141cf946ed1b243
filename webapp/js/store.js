/** The page's one state: replaced, never changed in place. Watchers hear of many updates at once. */
export function createStore(initial) {
  const watchers = [];
  let state = initial;
  let pending = false;

  const tell = () => {
    pending = false;
    watchers.forEach((watcher) => watcher(state));
  };

  return {
    get: () => state,
    update(patch) {
      state = { ...state, ...patch };
      if (!pending) setTimeout(tell);
      pending = true;
    },
    watch(watcher) {
      watchers.push(watcher);
      watcher(state);
    },
  };
}

/** Whether an event type matches `*`, a type, or a type's beginning as in `availability.*`. */
export function matches(pattern, type) {
  if (pattern === '*' || pattern === type) return true;
  return pattern.endsWith('.*') && type.startsWith(pattern.slice(0, -1));
}

/** Handlers by pattern. One that throws is reported, and disturbs no other. */
export function handlers() {
  const all = new Set();
  return {
    on(pattern, handle) {
      if (typeof handle !== 'function') throw new TypeError(`the handler of '${pattern}' is ${typeof handle}; a function is needed`);
      const entry = { pattern: String(pattern), handle };
      all.add(entry);
      return () => void all.delete(entry);
    },
    handle(event) {
      for (const { pattern, handle } of [...all]) if (matches(pattern, event.event_type)) guarded(handle, event);
    },
    clear() {
      all.clear();
    },
  };
}

/** Calls a handler; what it throws, or its promise is rejected with, is reported as uncaught. */
export function guarded(handle, value) {
  try {
    const result = handle(value);
    if (typeof result?.catch === 'function') result.catch(report);
  } catch (error) {
    report(error);
  }
}

function report(error) {
  if (typeof globalThis.reportError === 'function') globalThis.reportError(error);
  else console.error(error);
}

import { Problem } from '/js/api.js';

const asked = new WeakMap();

/**
 * Keeps in a section's state what a request brings: `{value, trouble}`, `{}` until it is there. What was there stays while
 * the next is on its way and after it failed, and stays the same object where nothing changed; of two requests for the same
 * thing only the later counts.
 */
export async function bring(store, name, request) {
  const latest = asked.get(store) ?? asked.set(store, {}).get(store);
  const own = (latest[name] = Symbol(name));
  const answer = await request.then(
    (value) => ({ value }),
    (error) => ({ trouble: troubleOf(error) }),
  );
  if (latest[name] !== own) return;
  const { words, [name]: { value, trouble } } = store.get();
  if (answer.trouble) {
    // said again, a reader would hear it again
    if (trouble?.say(words) !== answer.trouble.say(words)) store.update({ [name]: { value, trouble: answer.trouble } });
  } else if (trouble || JSON.stringify(value) !== JSON.stringify(answer.value)) store.update({ [name]: answer });
}

/** What went wrong, for people: `{tone, retry, missing, say(words)}`. */
export function troubleOf(error) {
  if (!(error instanceof Problem)) return { tone: 'error', retry: true, say: ({ trouble }) => trouble.unreachable };
  const { status, message } = error;
  if (status === 404) return { tone: 'info', missing: true, say: ({ trouble }) => trouble.missing };
  if (status === 401 || status === 403) return { tone: 'error', say: ({ trouble }) => trouble.forbidden };
  if (status === 429) return { tone: 'warning', retry: true, say: ({ trouble }) => trouble.tooMany };
  if (status === 503) return { tone: 'warning', retry: true, say: ({ trouble }) => trouble.away(message) };
  if (status >= 400 && status < 500) return { tone: 'error', say: ({ trouble }) => trouble.refused(message) };
  return { tone: 'error', retry: true, say: ({ trouble }) => trouble.server(status) };
}

/** What the server says where it has nothing at all at an address. */
const NOTHING_HERE = /^HTTP 404/;

/** As `troubleOf`, for what is done to one thing: 404 and 409 tell about that thing, and the server says what. */
export function refusalOf(error) {
  const told = error instanceof Problem && [404, 409].includes(error.status) && !NOTHING_HERE.test(error.message) && error.message;
  return told ? { tone: 'warning', say: ({ trouble }) => trouble.refused(told) } : troubleOf(error);
}

/** What the server has against a form: `{say(words), fields: {name: message}}`. */
export function objectionsOf(error) {
  const errors = error instanceof Problem ? error.errors : [];
  return { ...refusalOf(error), fields: Object.fromEntries(errors.map(({ field, message }) => [rootOf(field), message])) };
}

/** `slots[2].end` is about the field `slots`. */
const rootOf = (path) => path.replace(/[.[].*$/, '');

import { Problem, call } from './api.js';
import { end, keep, onEnd, token } from './session.js';

const ASKED_AS = 'sgad.sign-in';

export { end, keep, onEnd, token };

/** How one signs in here, and where that is: `{auth: 'none' | 'jwt', login_url, timezone}`. */
export const howToSignIn = async () => (await call('GET', '/sign-in')).body;

/** Who the caller is, `{user_id, roles, ends_at}`; undefined where the server wants a token that is not there. */
export async function who() {
  try {
    return (await call('GET', '/me')).body;
  } catch (error) {
    if (error instanceof Problem && error.status === 401) return undefined;
    throw error;
  }
}

/** Leaves for the login page, which sends back to this one; false where there is none, and a token must be brought. */
export async function signIn() {
  const { login_url: login } = await howToSignIn();
  if (!login) return false;
  const state = Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
  sessionStorage.setItem(ASKED_AS, JSON.stringify({ state, search: location.search, hash: location.hash }));
  const address = new URL(login);
  address.searchParams.set('redirect_uri', location.origin + location.pathname);
  address.searchParams.set('state', state);
  location.assign(address);
  return true;
}

export const signOut = () => end(token());

/**
 * Takes the token that the login page has sent in the address, if it answers what this tab asked, and makes the address
 * what it was before. Returns `taken`, or why it was not: `notAsked`, or `cancelled` where there was none; undefined where
 * nothing came.
 */
export function welcomeBack() {
  const sent = new URLSearchParams(location.hash.slice(1));
  if (!sent.has('access_token') && !sent.has('error')) return undefined;
  const asked = JSON.parse(sessionStorage.getItem(ASKED_AS) ?? 'null');
  const isAnswer = asked !== null && sent.get('state') === asked.state;
  history.replaceState(null, '', location.pathname + (isAnswer ? asked.search + asked.hash : location.search));
  if (!isAnswer) return 'notAsked';
  sessionStorage.removeItem(ASKED_AS);
  if (!sent.get('access_token')) return 'cancelled';
  keep(sent.get('access_token'));
  return 'taken';
}

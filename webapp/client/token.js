const REFRESH_BEFORE = 60_000;
const ASK_AGAIN = 10_000;

/**
 * Who the user is, from `getToken({ refresh })`, which gives a JSON Web Token or a promise of one; `refresh` asks for one
 * that is not the last. Without `getToken` there is no token.
 */
export function tokens(getToken, now = Date.now) {
  let token;
  let askedAt = -Infinity;
  return {
    async current(options = { refresh: false }) {
      if (!getToken) return undefined;
      askedAt = now();
      const given = await getToken(options);
      token = given ?? token;
      return given;
    },
    /** Whether it ends soon, and it is time to ask (again) for the next one. */
    isDue() {
      const ends = token && endOf(token);
      return ends !== undefined && now() > ends - REFRESH_BEFORE && now() > askedAt + ASK_AGAIN;
    },
  };
}

/** When a token ends, in milliseconds; undefined where it does not say. */
export function endOf(token) {
  try {
    const payload = token.split('.')[1].replace(/-/g, '+').replace(/_/g, '/');
    const { exp } = JSON.parse(atob(payload));
    return Number.isFinite(exp) ? exp * 1_000 : undefined;
  } catch {
    return undefined;
  }
}

import { howToSignIn, keep, onEnd, signIn, signOut, token, welcomeBack, who } from './identity.js';

/** Everybody, where the server asks nobody who they are. */
const ANYBODY = { roles: ['admin'] };

/**
 * The way into a page. Its state is `me`, `{user_id, roles, ends_at}`, once somebody is in, and `signIn` while a token is
 * wanted: `{login_url, again, refused}`. Whoever was in stays in `me` when a token ends, so that the page keeps its sight.
 */
export class Door {
  #show; #onEnter; #onPlace; #way;
  #isAsking = false;

  /**
   * `onEnter` is called with `me` each time that somebody has come in, `onPlace` before with the competition's time zone. A
   * token that ends is asked for once, however many requests find that out.
   */
  constructor(show, onEnter, onPlace) {
    this.#show = show;
    this.#onEnter = onEnter;
    this.#onPlace = onPlace;
    onEnd(() => this.#way?.auth === 'jwt' && !this.#isAsking && this.#ask({ again: this.me !== undefined }));
  }

  async open() {
    const came = welcomeBack();
    this.#isAsking = false;
    this.#show({ signIn: undefined });
    try {
      this.#way = await howToSignIn();
    } catch {
      return this.#ask({ failed: true, refused: 'unreachable' });
    }
    await this.#onPlace(this.#way.timezone);
    if (this.#way.auth === 'none') return this.#enter(ANYBODY);
    if (came === 'notAsked') this.#ask({ refused: came });
    else if (token()) await this.#try('notTaken');
    else if (came === 'cancelled') this.#ask({ refused: came });
    else this.#ask({});
  }

  async bringToken(given) {
    keep(given);
    await this.#try('notTaken');
  }

  signIn() {
    signIn().catch(() => this.#ask({ again: this.me !== undefined, refused: 'unreachable' }));
  }

  leave() {
    this.me = undefined;
    this.#show({ me: undefined });
    signOut();
  }

  async #try(refused) {
    const again = this.me !== undefined;
    try {
      const me = await who();
      if (me) this.#enter(me);
      else this.#ask({ again, refused });
    } catch {
      this.#ask({ again, failed: true, refused: 'unreachable' });
    }
  }

  #enter(me) {
    this.#isAsking = false;
    this.me = me;
    this.#show({ me, signIn: undefined });
    this.#onEnter(me);
  }

  #ask(asked) {
    this.#isAsking = true;
    this.#show({ signIn: { login_url: this.#way?.login_url, ...asked } });
  }
}

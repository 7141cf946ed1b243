const MOST = 4;
const LIFE = 8_000;

/** What has just happened, newest first, each for a while: longer while somebody holds them, with pointer or focus. */
export class Toasts {
  #show; #now;
  #all = [];
  #holds = new Set();

  constructor(show, now = Date.now) {
    this.#show = show;
    this.#now = now;
  }

  add(toast) {
    this.#tell([{ ...toast, until: this.#now() + LIFE }, ...this.#all].slice(0, MOST));
  }

  /** What goes may be what was held, and then nobody says that it is let go. */
  drop(toast) {
    this.#holds.clear();
    this.#tell(this.#all.filter((other) => other !== toast));
  }

  clear() {
    this.#holds.clear();
    this.#tell([]);
  }

  /** @param by `pointer` or `focus` */
  hold(by, isHeld) {
    if (isHeld) this.#holds.add(by);
    else this.#holds.delete(by);
  }

  /** Every second. */
  tick(now = this.#now()) {
    if (this.#holds.size > 0 || this.#all.every(({ until }) => until > now)) return;
    this.#tell(this.#all.filter(({ until }) => until > now));
  }

  #tell(toasts) {
    this.#all = toasts;
    this.#show({ toasts });
  }
}

/** Tells `hold` while the pointer is over one of a region's toasts, or the focus in one. */
export function watchHolds(region, hold) {
  region.addEventListener('pointerenter', () => hold('pointer', true));
  region.addEventListener('pointerleave', () => hold('pointer', false));
  region.addEventListener('focusin', ({ target }) => hold('focus', target !== region));
  region.addEventListener('focusout', () => hold('focus', false));
}

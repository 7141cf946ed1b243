import { h, mount } from '/js/dom.js';
import { createStore } from '/js/store.js';
import { address, SECTIONS } from './places.js';
import { head } from './views/head.js';

/** Shows one section at a time, each with a state of its own that ends with it. */
export class Stage {
  #root;
  #common;
  #tell;
  #place;
  #shown;
  #store;
  #desk;

  /** @param common gives what every section's state has: `{words, now}` */
  constructor(root, common, tell) {
    this.#root = root;
    this.#common = common;
    this.#tell = tell;
  }

  /** Goes to a place; fails where the section cannot be loaded. */
  async show(place) {
    this.#place = place;
    if (this.#shown === place.section) {
      this.#store?.update({ place });
      this.#desk?.look(place);
      return;
    }
    this.leave();
    this.#shown = place.section;
    const { default: section } = await SECTIONS.find(({ name }) => name === place.section).load();
    if (this.#shown === place.section) this.#open(section, this.#place);
  }

  leave() {
    this.#desk?.close?.();
    this.#shown = this.#store = this.#desk = undefined;
    this.#root.replaceChildren();
  }

  /** What changed for every section. */
  update(patch) {
    this.#store?.update(patch);
    if (patch.now) this.#desk?.tick?.(patch.now);
  }

  #open({ initial, open, parts }, place) {
    const store = createStore({ ...initial, ...this.#common(), place });
    const desk = open({ store, tell: this.#tell, go: (...to) => (location.hash = address(...to)) });
    const all = [{ at: 'head', class: 'section-head', view: head, depends: (s) => [s.words, s.place.section] }, ...parts];
    this.#root.replaceChildren(...all.map((part) => h('section', { id: part.at, class: part.class ?? 'panel', tabindex: '-1' })));
    mount(store, desk, all);
    this.#store = store;
    this.#desk = desk;
    desk.look(place);
  }
}

import * as api from '../api.js';
import { ask } from '../ask.js';
import { doing } from '../doing.js';
import { entries } from '../form.js';
import { bring } from '../found.js';
import { filter, letter, list } from '../views/dead-letters.js';

const NAMES = ['queue', 'reason', 'routing_key'];
const isList = (s) => s.place.id === undefined;

/** What queues gave up: read it, send it back, discard it. */
export default {
  initial: { page: {}, letter: {}, chosen: new Set(), isBusy: false },
  parts: [
    { at: 'letters-filter', view: filter, shown: isList, depends: (s) => [s.words, s.place] },
    { at: 'letters-list', view: list, shown: isList, depends: (s) => [s.words, s.page, s.chosen, s.isBusy] },
    { at: 'letters-one', view: letter, shown: (s) => !isList(s), depends: (s) => [s.words, s.letter, s.isBusy] },
  ],
  open({ store, tell, go }) {
    const attempt = doing(store, tell);

    function read() {
      const { id, query } = store.get().place;
      return id === undefined ? bring(store, 'page', api.deadLetters(query)) : bring(store, 'letter', api.deadLetter(id));
    }

    async function requeue(which, say) {
      if (await attempt(() => api.requeue(which), say)) store.update({ chosen: new Set() });
      read();
    }

    const told = ({ letters }, { requeued, refused }) => letters.requeued(requeued, refused);

    return {
      read,
      look({ id }) {
        store.update({ chosen: new Set(), ...(id !== undefined && { letter: {} }) });
        read();
      },
      search(event) {
        event.preventDefault();
        go('dead-letters', { query: entries(event.target) });
      },
      choose(id) {
        const chosen = new Set(store.get().chosen);
        if (!chosen.delete(id)) chosen.add(id);
        store.update({ chosen });
      },
      chooseAll() {
        const { page, chosen } = store.get();
        store.update({ chosen: new Set(chosen.size > 0 ? [] : page.value.items.map(({ id }) => id)) });
      },
      requeue: (ids) => requeue({ ids }, told),
      async requeueMatching() {
        const { words, place } = store.get();
        const filter = Object.fromEntries(NAMES.filter((name) => place.query[name]).map((name) => [name, place.query[name]]));
        const yes = words.letters.requeueAll;
        if (await ask(words, { title: words.letters.sureAll, text: words.letters.sureAllText(filter), yes, tone: 'warning' }))
          requeue(filter, told);
      },
      async discard(one) {
        const { words } = store.get();
        const sure = await ask(words, {
          title: words.letters.sureDiscard,
          text: words.letters.sureDiscardText(one.routing_key, one.queue),
          yes: words.letters.discard,
        });
        if (
          sure &&
          (await attempt(
            () => api.discard(one.id),
            ({ letters }) => letters.discarded,
          ))
        )
          store.get().place.id === undefined ? read() : go('dead-letters');
      },
    };
  },
};

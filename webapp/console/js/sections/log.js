import * as api from '../api.js';
import { saveLog } from '../export.js';
import { newestEvents } from '../newest.js';
import { bring } from '../found.js';
import { entries, withOffset, withOffsets } from '../form.js';
import { event } from '../views/log-event.js';
import { filter, list, types } from '../views/log.js';

const DAY = 86_400_000;
const FRESH = 5_000;

const isList = (s) => s.place.id === undefined;

/** The event log: a search, the newest first unless the address says otherwise, or one event with everything that became of it. */
export default {
  initial: { page: {}, event: {}, types: {}, saving: undefined },
  parts: [
    { at: 'log-types', class: 'unseen', view: types, depends: (s) => [s.types.value] },
    { at: 'log-filter', view: filter, shown: isList, depends: (s) => [s.words, s.query] },
    { at: 'log-list', view: list, shown: isList, depends: (s) => [s.words, s.page, s.isNewest, s.saving] },
    { at: 'log-event', class: 'log-event', view: event, shown: (s) => !isList(s), depends: (s) => [s.words, s.event, s.place] },
  ],
  open({ store, tell, go }) {
    let readAt = 0;
    let shown;

    async function read() {
      readAt = Infinity; // not again while the answer is awaited
      await bringAll();
      readAt = Date.now();
    }

    function bringAll() {
      const { place, query, isNewest } = store.get();
      const { id } = place;
      if (id === undefined) return bring(store, 'page', isNewest ? newestEvents(query) : api.events(query));
      if (shown !== id) store.update({ event: {} });
      shown = id;
      return bring(store, 'event', api.event(id));
    }

    /** Whether to look again: at an event whose story is not over, and at what the server was not there for. */
    function isOpen({ place, page, event }) {
      const { trouble } = place.id === undefined ? page : event;
      return trouble ? trouble.retry : place.id !== undefined;
    }

    bring(store, 'types', api.eventTypes());
    return {
      read,
      look({ id, query }) {
        const { newest, ...asked } = query;
        const isAsked = Object.keys(asked).length > 0;
        if (id === undefined)
          store.update({
            query: isAsked ? asked : { from: withOffset(new Date(Date.now() - DAY).setSeconds(0, 0)) },
            isNewest: !isAsked || newest !== undefined,
            draft: undefined,
            page: {},
          });
        read();
      },
      tick: (now) => now - readAt > FRESH && isOpen(store.get()) && read(),
      type: ({ currentTarget }) => store.update({ draft: withOffsets(entries(currentTarget), 'from', 'to') }),
      search(event) {
        event.preventDefault();
        const query = withOffsets(entries(event.target), 'from', 'to');
        go('log', { query: { ...query, ...(store.get().isNewest && { newest: 'true' }) } });
      },
      async save(type) {
        if (store.get().saving !== undefined) return;
        store.update({ saving: 0 });
        try {
          const rows = await saveLog(type, store.get().query, (saving) => store.update({ saving }));
          tell({ tone: 'success', say: ({ log }) => log.saved(rows) });
        } catch {
          tell({ tone: 'error', say: ({ log }) => log.notSaved });
        } finally {
          store.update({ saving: undefined });
        }
      },
    };
  },
};

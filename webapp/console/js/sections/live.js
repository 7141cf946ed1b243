import { entries } from '../form.js';
import { EventStream } from '../stream.js';
import { filter, rows, state } from '../views/live.js';

const SHOWN = 300;
const FLUSH_EVERY = 150;

/**
 * What happens, as it happens. Only the newest 300 stay on screen; while paused, the newest 300 wait, and what had to be let
 * go is counted: all of it is in the log.
 */
export default {
  initial: { status: 'connecting', events: [], waiting: [], letGo: 0, isPaused: false, hasGap: false },
  parts: [
    { at: 'live-filter', view: filter, depends: (s) => [s.words, s.place] },
    {
      at: 'live-state',
      class: 'live-state',
      view: state,
      depends: (s) => [s.words, s.status, s.reason, s.isPaused, s.waiting.length, s.letGo, s.hasGap, s.events.length === 0],
    },
    { at: 'live-events', class: 'live-events', view: rows(), depends: (s) => [s.words, s.events] },
  ],
  open({ store, go }) {
    let stream;
    let arrived = [];
    const flushing = setInterval(flush, FLUSH_EVERY);

    function flush() {
      if (arrived.length === 0) return;
      const { isPaused, events, waiting, letGo } = store.get();
      const name = isPaused ? 'waiting' : 'events';
      const all = [...arrived.reverse(), ...(isPaused ? waiting : events)];
      arrived = [];
      store.update({ [name]: all.slice(0, SHOWN), letGo: letGo + Math.max(0, all.length - SHOWN) });
    }

    return {
      look({ query }) {
        stream?.close();
        store.update({ events: [], waiting: [], letGo: 0, hasGap: false, reason: undefined });
        stream = new EventStream(query, {
          onEvent: (message) => arrived.push({ message, received: Date.now() }),
          onGap: () => store.update({ hasGap: true }),
          onStatus: (status, reason) => store.update({ status, reason }),
        });
      },
      close() {
        clearInterval(flushing);
        stream.close();
      },
      search(event) {
        event.preventDefault();
        go('live', { query: entries(event.target) });
      },
      pause() {
        flush();
        const { isPaused, events, waiting, letGo } = store.get();
        const all = [...waiting, ...events];
        store.update(
          isPaused
            ? { isPaused: false, events: all.slice(0, SHOWN), waiting: [], letGo: letGo + Math.max(0, all.length - SHOWN) }
            : { isPaused: true },
        );
      },
      clear: () => store.update({ events: [], waiting: [], letGo: 0, hasGap: false }),
      reconnect: () => location.reload(),
    };
  },
};

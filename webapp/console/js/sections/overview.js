import * as api from '../api.js';
import { bring } from '../found.js';
import { charts } from '../views/charts.js';
import { closing, health } from '../views/overview.js';

const EVERY = 10_000;
const MINUTES = 60;

/** How the node is, what closes next, and the last hour. */
export default {
  initial: { health: {}, closing: {}, history: {} },
  parts: [
    { at: 'overview-health', view: health, depends: (s) => [s.words, s.health] },
    { at: 'overview-closing', view: closing, depends: (s) => [s.words, s.closing, Math.floor(s.now / 1_000)] },
    { at: 'overview-charts', class: 'chart-board', view: charts(), depends: (s) => [s.words, s.history] },
  ],
  open({ store }) {
    let readAt = 0;

    function read(now = Date.now()) {
      readAt = now;
      bring(store, 'health', api.health());
      bring(store, 'closing', api.nextClosing());
      bring(store, 'history', api.history(MINUTES));
    }

    return {
      read,
      look: () => read(),
      tick: (now) => now - readAt >= EVERY && document.visibilityState === 'visible' && read(now),
    };
  },
};

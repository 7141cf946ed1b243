import * as api from '../api.js';
import { bring } from '../found.js';
import { list } from '../views/queues.js';

const EVERY = 5_000;

/** What waits in RabbitMQ, and whether somebody takes it. */
export default {
  initial: { page: {} },
  parts: [{ at: 'queues-list', view: list, depends: (s) => [s.words, s.page] }],
  open({ store }) {
    let readAt = 0;
    function read() {
      readAt = Date.now();
      bring(store, 'page', api.queues());
    }
    return {
      read,
      look: read,
      tick: (now) => now - readAt >= EVERY && document.visibilityState === 'visible' && !store.get().page.trouble?.missing && read(),
    };
  },
};

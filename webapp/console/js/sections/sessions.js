import * as api from '../api.js';
import { ask } from '../ask.js';
import { doing } from '../doing.js';
import { entries } from '../form.js';
import { bring } from '../found.js';
import { filter, list, presence } from '../views/sessions.js';

const EVERY = 5_000;

/** Who is connected, to which node, and since when. */
export default {
  initial: { page: {}, presence: {}, isBusy: false },
  parts: [
    { at: 'sessions-filter', view: filter, depends: (s) => [s.words, s.place] },
    { at: 'sessions-presence', view: presence, shown: (s) => Boolean(s.place.query.user_id), depends: (s) => [s.words, s.presence] },
    { at: 'sessions-list', view: list, depends: (s) => [s.words, s.page, s.isBusy] },
  ],
  open({ store, tell, go }) {
    const attempt = doing(store, tell);
    let readAt = 0;

    function read() {
      readAt = Date.now();
      const { query } = store.get().place;
      bring(store, 'page', api.sessions(query));
      if (query.user_id) bring(store, 'presence', api.presence(query.user_id));
    }

    return {
      read,
      look: read,
      tick: (now) => now - readAt >= EVERY && document.visibilityState === 'visible' && read(),
      search(event) {
        event.preventDefault();
        go('sessions', { query: entries(event.target) });
      },
      async disconnect({ id, user_id: user }) {
        const { words } = store.get();
        if (
          !(await ask(words, { title: words.sessionList.sure(user), text: words.sessionList.sureText, yes: words.sessionList.disconnect }))
        )
          return;
        await attempt(
          () => api.disconnect(id),
          ({ sessionList }) => sessionList.disconnected(user),
        );
        read();
      },
    };
  },
};

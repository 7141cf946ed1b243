import * as api from '../api.js';
import { ask } from '../ask.js';
import { doing } from '../doing.js';
import { entries, withOffset, withOffsets } from '../form.js';
import { bring } from '../found.js';
import { announcement, filter, list } from '../views/matches.js';
import { match } from '../views/match.js';

const FRESH = 5_000;

const isList = (s) => s.place.id === undefined;

/** Matches, who could officiate and who does. */
export default {
  initial: { page: {}, match: {}, candidates: {}, draft: {}, chosen: {}, announced: 0, isBusy: false },
  parts: [
    { at: 'matches-filter', view: filter, shown: isList, depends: (s) => [s.words, s.query] },
    { at: 'matches-list', view: list, shown: isList, depends: (s) => [s.words, s.page] },
    {
      at: 'matches-form',
      view: announcement,
      shown: isList,
      depends: (s) => [s.words, s.objections, s.isBusy, s.announced],
    },
    {
      at: 'matches-one',
      class: 'log-event',
      view: match,
      shown: (s) => !isList(s),
      depends: (s) => [s.words, s.match, s.candidates, s.isBusy],
    },
  ],
  open({ store, tell, go }) {
    const attempt = doing(store, tell);

    let readAt = 0;

    function read() {
      readAt = Date.now();
      const { place, query } = store.get();
      if (place.id === undefined) return void bring(store, 'page', api.matches(query));
      bring(store, 'match', api.match(place.id));
      bring(store, 'candidates', api.candidates(place.id));
    }

    /** Changes the match on screen, and reads it again however that ended. */
    async function change(request, say, sayNotSo) {
      await attempt(() => request(store.get().place.id), say, sayNotSo);
      read();
    }

    return {
      read,
      look({ id, query }) {
        const today = withOffset(new Date().setHours(0, 0, 0, 0));
        store.update({
          query: Object.keys(query).length > 0 ? query : { from: today },
          ...(id !== undefined && { match: {}, candidates: {}, chosen: {} }),
        });
        read();
      },
      /** Who is available changes while one looks. */
      tick: (now) => store.get().place.id !== undefined && now - readAt > FRESH && !store.get().match.trouble && read(),
      search(event) {
        event.preventDefault();
        go('matches', { query: withOffsets(entries(event.target), 'from', 'to') });
      },
      draft: ({ currentTarget }) => store.update({ draft: { ...entries(currentTarget), roles: rolesOf(currentTarget) } }),
      async announce(event) {
        event.preventDefault();
        const { kickoff_at: kickoff, venue, category } = entries(event.target);
        const form = { kickoff_at: kickoff && withOffset(kickoff), venue, category, roles: rolesOf(event.target) };
        if (
          !(await attempt(
            () => api.announce(form),
            ({ matchList }) => matchList.announced,
          ))
        )
          return;
        store.update({ draft: {}, announced: store.get().announced + 1 });
        read();
      },
      /** Which role somebody is to have; kept while the list of who could is read again. */
      choose: (referee, role) => store.update({ chosen: { ...store.get().chosen, [referee]: role } }),
      assign(event) {
        event.preventDefault();
        const { referee_id: referee, role } = entries(event.target);
        change(
          (id) => api.assign(id, { referee_id: referee, role }),
          ({ matchList }) => matchList.assigned(referee),
          ({ matchList }) => matchList.refused.assign,
        );
      },
      async withdraw(referee) {
        const { words } = store.get();
        const texts = words.matchList;
        if (await ask(words, { title: texts.sureWithdraw(referee), text: texts.sureWithdrawText, yes: texts.withdraw }))
          change(
            (id) => api.withdraw(id, referee),
            ({ matchList }) => matchList.withdrawn(referee),
            ({ matchList }) => matchList.refused.withdraw,
          );
      },
      async cancel() {
        const { words } = store.get();
        const texts = words.matchList;
        if (await ask(words, { title: texts.sureCancel, text: texts.sureCancelText, yes: texts.cancel }))
          change(api.cancelMatch, ({ matchList }) => matchList.cancelled);
      },
    };
  },
};

/** `role-referee` is how many are wanted. */
function rolesOf(form) {
  return [...new FormData(form)]
    .filter(([name]) => name.startsWith('role-'))
    .flatMap(([name, number]) => Array(Math.max(0, Number(number) || 0)).fill(name.slice('role-'.length)));
}

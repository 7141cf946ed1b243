import * as api from '../api.js';
import { ask } from '../ask.js';
import { doing } from '../doing.js';
import { entries } from '../form.js';
import { bring } from '../found.js';
import { cache, projection, scheduled } from '../views/upkeep.js';

/** What an administrator does when something was changed by other means, and what is scheduled. */
export default {
  initial: { page: {}, draft: {}, isBusy: false },
  parts: [
    { at: 'upkeep-scheduled', view: scheduled, depends: (s) => [s.words, s.page, s.isBusy] },
    { at: 'upkeep-projection', view: projection, depends: (s) => [s.words, s.compared, s.comparing, s.isBusy] },
    { at: 'upkeep-caches', view: cache, depends: (s) => [s.words, s.objections, s.isBusy] },
  ],
  open({ store, tell, go }) {
    const attempt = doing(store, tell);
    const read = () => bring(store, 'page', api.scheduled({ after: store.get().place.query.after }));

    /** Compares, and with `rebuild` makes anew, which both may take minutes. */
    async function compare(name, request, say) {
      store.update({ comparing: name });
      await attempt(async () => {
        const compared = await request();
        store.update({ compared });
        return compared;
      }, say);
      store.update({ comparing: undefined });
    }

    return {
      read,
      look: read,
      verify: () =>
        compare('verify', api.verifyProjection, ({ upkeep }, { consistent }) => (consistent ? upkeep.consistent : upkeep.differs)),
      async rebuild() {
        const { words } = store.get();
        const { upkeep: texts } = words;
        if (await ask(words, { title: texts.sureRebuild, text: texts.sureRebuildText, yes: texts.rebuild, tone: 'warning' }))
          compare('rebuild', api.rebuildProjection, ({ upkeep }) => upkeep.rebuilt);
      },
      draft: ({ currentTarget }) => store.update({ draft: entries(currentTarget) }),
      async invalidate(event) {
        event.preventDefault();
        const draft = entries(event.target);
        store.update({ draft });
        await attempt(
          () => api.invalidate(draft),
          ({ upkeep }, { scope }) => upkeep.forgotten[scope],
        );
      },
      async cancel({ event_id: id, title }) {
        const { words } = store.get();
        if (!(await ask(words, { title: words.upkeep.sureCancel, text: title, yes: words.upkeep.cancel }))) return;
        await attempt(
          () => api.cancelScheduled(id),
          ({ upkeep }) => upkeep.cancelled,
        );
        read();
      },
      schedule: () => go('publish', { id: 'notification' }),
    };
  },
};

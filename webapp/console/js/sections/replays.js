import * as api from '../api.js';
import { ask } from '../ask.js';
import { doing } from '../doing.js';
import { entries, withOffsets } from '../form.js';
import { bring } from '../found.js';
import { form, list, outcome } from '../views/replays.js';

const EVERY = 1_500;

/** Sends a slice of the log again: first how much that would be, then for real, with its progress. */
export default {
  initial: { runs: {}, draft: { target: 'sockets' }, isBusy: false },
  parts: [
    { at: 'replays-form', view: form, depends: (s) => [s.words, s.draft.target, s.objections, s.isBusy, s.place] },
    { at: 'replays-count', view: outcome, shown: (s) => s.rehearsed !== undefined, depends: (s) => [s.words, s.rehearsed, s.isBusy] },
    { at: 'replays-list', view: list, depends: (s) => [s.words, s.runs, s.isBusy] },
  ],
  open({ store, tell }) {
    const attempt = doing(store, tell);
    let readAt = 0;

    function read() {
      readAt = Date.now();
      bring(store, 'runs', api.replays());
    }

    const isRunning = () => store.get().runs.value?.items.some(({ status }) => status === 'running');
    const request = ({ rate, ...given }) => ({ ...given, ...(rate && { rate: Number(rate) }) });

    return {
      read,
      look({ query }) {
        store.update({ draft: { target: 'sockets', ...query }, rehearsed: undefined });
        read();
      },
      tick: (now) => isRunning() && now - readAt >= EVERY && read(),
      /** Another slice than the one that was counted. */
      draft: ({ currentTarget }) =>
        store.update({ draft: withOffsets(entries(currentTarget), 'from', 'to'), rehearsed: undefined }),
      async rehearse(event) {
        event.preventDefault();
        const draft = withOffsets(entries(event.target), 'from', 'to');
        store.update({ draft });
        await attempt(async () => store.update({ rehearsed: await api.replay({ ...request(draft), dry_run: true }) }));
      },
      async run() {
        const { words, draft, rehearsed } = store.get();
        const texts = words.replays;
        if (
          !(await ask(words, {
            title: texts.sure(rehearsed.count),
            text: texts.sureText[draft.target],
            yes: texts.run(rehearsed.count),
            tone: 'warning',
          }))
        )
          return;
        if (
          await attempt(
            () => api.replay(request(draft)),
            ({ replays }, { count }) => replays.begun(count),
          )
        )
          store.update({ rehearsed: undefined });
        read();
      },
      async cancel(id) {
        await attempt(
          () => api.cancelReplay(id),
          ({ replays }) => replays.stopped,
        );
        read();
      },
    };
  },
};

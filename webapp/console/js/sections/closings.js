import { currentWeek } from '/js/week.js';
import * as api from '../api.js';
import { ask } from '../ask.js';
import { doing } from '../doing.js';
import { entries } from '../form.js';
import { bring } from '../found.js';
import { history, next, outcome, runForm } from '../views/closings.js';

const PROGRESS_EVERY = 1_000;
const DUE_EVERY = 5_000;
/** A run begins this long after it is due, at the latest. */
const BEGUN_WITHIN = 120_000;

/** The weekly closing: when the next one is due, what it would do, doing it now, and what was done. */
export default {
  initial: { next: {}, runs: {}, isBusy: false },
  parts: [
    { at: 'closings-next', view: next, depends: (s) => [s.words, s.next, Math.floor(s.now / 1_000)] },
    {
      at: 'closings-form',
      view: runForm,
      depends: (s) => [s.words, s.isBusy, s.objections, currentWeek(s.now)],
    },
    {
      at: 'closings-outcome',
      view: outcome,
      shown: (s) => s.outcome !== undefined || s.running !== undefined,
      depends: (s) => [s.words, s.outcome, s.running, s.runs, s.isBusy],
    },
    { at: 'closings-history', view: history, depends: (s) => [s.words, s.runs] },
  ],
  open({ store, tell }) {
    const attempt = doing(store, tell);
    const readRuns = () => bring(store, 'runs', api.closings());
    let progressAt = 0;
    let dueAt;

    function read() {
      bring(store, 'next', api.nextClosing());
      readRuns();
    }

    /** What came due since one looks has begun a moment later; by then the next one is announced already. */
    function isDue(now) {
      const { next, runs } = store.get();
      const due = next.value?.due_at;
      if (due && now > Date.parse(due)) dueAt = due;
      if (dueAt && (now - Date.parse(dueAt) > BEGUN_WITHIN || runs.value?.items.some(isRunOf(dueAt)))) dueAt = undefined;
      return dueAt !== undefined || (due && now > Date.parse(due));
    }

    return {
      read,
      look: read,
      tick(now) {
        const { running, runs } = store.get();
        const isRunning = running !== undefined || runs.value?.items.some((run) => !run.finished_at);
        if (isDue(now) && now - progressAt > DUE_EVERY) read();
        else if (!isRunning || now - progressAt < PROGRESS_EVERY) return;
        else readRuns();
        progressAt = now;
      },
      type: ({ target }) => store.update({ week: target.value }),
      /** Tells what closing a week would do. */
      async rehearse(event) {
        event.preventDefault();
        const { week } = entries(event.target);
        store.update({ week, outcome: undefined });
        await attempt(async () => store.update({ outcome: await api.runClosing({ week, dry_run: true }) }));
      },
      async run() {
        const { words, outcome: rehearsed } = store.get();
        const { week } = rehearsed;
        const sure = await ask(words, {
          title: words.closings.sure(week),
          text: words.closings.sureText(rehearsed),
          yes: words.closings.run,
        });
        if (!sure) return;
        store.update({ running: week });
        await attempt(
          async () => {
            const done = await api.runClosing({ week });
            store.update({ outcome: done });
            return done;
          },
          ({ closings }, done) => closings.done(done),
        );
        store.update({ running: undefined });
        read();
      },
    };
  },
};

const isRunOf = (due) => (run) => Date.parse(run.due_at) === Date.parse(due);

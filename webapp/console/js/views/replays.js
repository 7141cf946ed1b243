import { h } from '/js/dom.js';
import { button } from './button.js';
import { field } from './field.js';
import { found } from './found.js';
import { moment } from './moment.js';
import { table } from './table.js';

const TONES = { running: 'info', done: 'success', failed: 'error', cancelled: 'plain' };

export function form({ words, draft, objections, isBusy }, actions) {
  const texts = words.replays;
  const errors = objections ?? {};
  const fields = [
    {
      name: 'target',
      label: texts.target,
      kind: 'choice',
      options: ['sockets', 'broker'].map((value) => ({ value, label: texts.targets[value] })),
      hint: texts.targetHint[draft.target],
    },
    { name: 'type', label: words.log.type, placeholder: 'availability.*' },
    { name: 'subject', label: words.log.subject },
    { name: 'from', label: words.log.from, kind: 'moment' },
    { name: 'to', label: words.log.to, kind: 'moment' },
    { name: 'rate', label: texts.rate, kind: 'number', min: '1', hint: texts.rateHint },
  ];
  return h(
    'form',
    { oninput: actions.draft, onsubmit: actions.rehearse, novalidate: true },
    h('h2', {}, texts.slice),
    h(
      'div',
      { class: 'fields' },
      fields.map((spec) => field('replays', spec, draft[spec.name], errors[spec.name] && (texts.wrong[spec.name] ?? errors[spec.name]))),
    ),
    h('div', { class: 'row' }, button('replays-rehearse', texts.rehearse, undefined, { main: true, submit: true, busy: isBusy })),
  );
}

/** How much what was asked for would be, and doing it. */
export function outcome({ words, rehearsed: { count }, isBusy }, { run }) {
  const texts = words.replays;
  if (count === 0) return h('p', { class: 'empty', role: 'status' }, texts.nothing);
  return h(
    'div',
    { class: 'notice', role: 'status', 'data-tone': 'info' },
    h('span', {}, texts.would(count)),
    button('replays-run', texts.run(count), run, { main: true, busy: isBusy }),
  );
}

export function list({ words, runs, isBusy }, { read, cancel }) {
  const texts = words.replays;
  return [
    h('h2', {}, texts.history),
    found(words, runs, {
      again: read,
      empty: texts.none,
      view: ({ items }) =>
        table(
          texts.history,
          [
            { head: texts.requested, cell: (run) => moment(words, run.requested_at) },
            { head: texts.target, cell: ({ target }) => texts.targets[target] ?? target },
            { head: texts.slice, cell: (run) => slice(words, run) },
            { head: texts.state, cell: (run) => state(texts, run) },
            { head: texts.progress, cell: (run) => progress(words, run) },
            { head: words.log.actor, cell: ({ actor }) => actor },
            {
              head: words.letters.actions,
              cell: (run) =>
                run.status === 'running' &&
                button(`cancel-${run.replay_id}`, texts.stop, () => cancel(run.replay_id), { busy: isBusy, tone: 'error' }),
            },
          ],
          [...items].sort((a, b) => (a.requested_at < b.requested_at ? 1 : -1)),
        ),
    }),
  ];
}

/** Which part of the log, as its filters have it. */
function slice(words, { type, subject, from, to }) {
  const parts = [type, subject, from && [words.log.from, ' ', moment(words, from)], to && [words.log.to, ' ', moment(words, to)]].filter(
    Boolean,
  );
  return parts.length > 0 ? parts.map((part) => h('div', {}, part)) : words.replays.everything;
}

const state = (texts, { status, last_error: error }) => [
  h('span', { class: 'badge', 'data-tone': TONES[status] ?? 'plain' }, texts.states[status] ?? status),
  error && h('p', { class: 'objection' }, error),
];

const progress = (words, { replay_id: id, sent, count }) => [
  h('progress', { max: Math.max(count, 1), value: sent, 'aria-label': words.replays.progress, id: `progress-${id}` }),
  ' ',
  h('span', { class: 'soft small' }, words.closings.soFar(sent, count)),
];

import { h } from '/js/dom.js';
import { closing as countdown } from '/js/views/closing.js';
import { currentWeek } from '/js/week.js';
import { button } from './button.js';
import { field } from './field.js';
import { found } from './found.js';
import { appointment, moment } from './moment.js';
import { table } from './table.js';

export const next = ({ words, next: due, now }, { read }) => [
  h('h2', {}, words.overview.closing),
  found(words, due, { again: read, view: (value) => countdown({ words, closing: value, now }) }),
];

/** Proposes the week that it is, as the server does: closing a later one has every week before it expire. */
export function runForm({ words, isBusy, objections, week, now }, { rehearse, type }) {
  const texts = words.closings;
  return h(
    'form',
    { onsubmit: rehearse, oninput: type, novalidate: true },
    h('h2', {}, texts.byHand),
    h(
      'div',
      { class: 'fields' },
      field(
        'closings',
        { name: 'week', label: texts.week, hint: texts.weekHint, placeholder: '2026-W42' },
        week ?? currentWeek(now),
        objections?.week && texts.weekWrong,
      ),
    ),
    h('div', { class: 'row' }, button('closings-rehearse', texts.rehearse, undefined, { main: true, submit: true, busy: isBusy })),
  );
}

/** What a closing would do, does, or did. */
export function outcome({ words, outcome: result, running, runs }, { run }) {
  const texts = words.closings;
  if (running)
    return [
      h('h2', {}, texts.running(running)),
      progress(
        words,
        result,
        runs.value?.items.find(({ week }) => week === running),
      ),
    ];
  const isNothing = result.closed + result.expired === 0;
  const title = result.dry_run ? texts.would : texts.did;
  return [
    h('h2', {}, title),
    table(
      title,
      [
        { head: texts.week, cell: ({ week }) => week },
        { head: result.dry_run ? texts.closes : texts.closed, number: true, cell: ({ closed }) => words.number(closed) },
        { head: result.dry_run ? texts.expires : texts.expired, number: true, cell: ({ expired }) => words.number(expired) },
      ],
      [result],
    ),
    result.dry_run &&
      (isNothing
        ? h('p', { class: 'empty' }, texts.nothing)
        : h('div', { class: 'row' }, button('closings-run', texts.run, run, { main: true, tone: 'error' }))),
  ];
}

function progress(words, rehearsed, run) {
  const all = rehearsed.closed + rehearsed.expired;
  const done = run ? run.closed + run.expired : 0;
  return [
    h('progress', { max: Math.max(all, 1), value: done, 'aria-label': words.closings.running(rehearsed.week) }),
    h('p', { class: 'soft', role: 'status' }, words.closings.soFar(done, all)),
  ];
}

export function history({ words, runs }, { read }) {
  const texts = words.closings;
  return [
    h('h2', {}, texts.history),
    found(words, runs, {
      again: read,
      empty: texts.none,
      view: ({ items }) =>
        table(
          texts.history,
          [
            { head: texts.week, cell: ({ week }) => week },
            { head: texts.due, cell: (run) => appointment(words, run.due_at) },
            { head: texts.began, cell: (run) => moment(words, run.started_at) },
            {
              head: texts.finished,
              cell: (run) =>
                run.finished_at ? moment(words, run.finished_at) : h('span', { class: 'badge', 'data-tone': 'warning' }, texts.unfinished),
            },
            { head: texts.closed, number: true, cell: ({ closed }) => words.number(closed) },
            { head: texts.expired, number: true, cell: ({ expired }) => words.number(expired) },
            { head: words.log.actor, cell: ({ actor }) => actor },
          ],
          items.toReversed(),
        ),
    }),
  ];
}

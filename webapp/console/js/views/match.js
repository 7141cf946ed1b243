import { h } from '/js/dom.js';
import { address } from '../places.js';
import { button, link } from './button.js';
import { found } from './found.js';
import { status } from './matches.js';
import { moment } from './moment.js';
import { table } from './table.js';

/** One match: who officiates, and who could. */
export function match({ words, match: one, candidates, isBusy }, actions) {
  const texts = words.matchList;
  return [
    h('p', {}, link('matches-back', texts.back, address('matches'))),
    found(words, one, {
      again: actions.read,
      view: (it) => [
        h(
          'div',
          { class: 'panel' },
          h('div', { class: 'row' }, h('h2', {}, it.venue), status(texts, it)),
          h('p', { class: 'soft' }, it.category, ' · ', words.zonedTime(it.kickoff_at)),
          it.status !== 'cancelled' &&
            h('div', { class: 'row' }, button('match-cancel', texts.cancel, actions.cancel, { busy: isBusy, tone: 'error' })),
        ),
        h('div', { class: 'panel' }, h('h2', {}, texts.officials), assignments(words, it, isBusy, actions)),
        it.status !== 'cancelled' &&
          h('div', { class: 'panel' }, h('h2', {}, texts.candidates), offer(words, it, candidates, isBusy, actions)),
      ],
    }),
  ];
}

function assignments(words, it, isBusy, { withdraw }) {
  const texts = words.matchList;
  const roleOf = (role) => words.role[role] ?? role;
  return [
    it.assignments.length === 0
      ? h('p', { class: 'empty' }, texts.nobody)
      : table(
          texts.officials,
          [
            { head: texts.referee, cell: (one) => one.referee_id },
            { head: texts.role, cell: ({ role }) => roleOf(role) },
            {
              head: texts.status,
              cell: (one) =>
                h(
                  'span',
                  { class: 'badge', 'data-tone': one.at_risk ? 'error' : one.status === 'confirmed' ? 'success' : 'info' },
                  one.at_risk ? texts.atRisk : texts.assignment[one.status],
                ),
            },
            { head: texts.since, cell: (one) => moment(words, one.confirmed_at ?? one.assigned_at) },
            {
              head: words.letters.actions,
              cell: (one) =>
                it.status !== 'cancelled' &&
                button(`withdraw-${one.referee_id}`, texts.withdraw, () => withdraw(one.referee_id), {
                  busy: isBusy,
                  tone: 'error',
                  label: `${texts.withdraw}: ${one.referee_id}`,
                }),
            },
          ],
          it.assignments,
        ),
    it.open_roles.length > 0 && h('p', {}, texts.missing(it.open_roles.map(roleOf))),
  ];
}

function offer(words, { open_roles: open }, candidates, isBusy, { read, assign }) {
  const texts = words.matchList;
  if (open.length === 0) return h('p', { class: 'empty' }, texts.isComplete);
  return found(words, candidates, {
    again: read,
    empty: texts.noCandidates,
    view: ({ items }) =>
      table(
        texts.candidates,
        [
          { head: texts.referee, cell: (one) => one.referee_id },
          { head: texts.matches, number: true, cell: ({ matches }) => words.number(matches) },
          { head: words.letters.actions, cell: (one) => assignForm(words, one, isBusy, assign) },
        ],
        items,
      ),
  });
}

function assignForm(words, { referee_id: referee, roles }, isBusy, assign) {
  const texts = words.matchList;
  const choices = [...new Set(roles)];
  return h(
    'form',
    { class: 'row', onsubmit: assign },
    h('input', { type: 'hidden', name: 'referee_id', value: referee }),
    h(
      'select',
      { name: 'role', id: `role-${referee}`, 'aria-label': `${texts.role}: ${referee}` },
      choices.map((role) => h('option', { value: role }, words.role[role] ?? role)),
    ),
    button(`assign-${referee}`, texts.assign, undefined, { main: true, submit: true, busy: isBusy, label: `${texts.assign}: ${referee}` }),
  );
}

import { h } from '/js/dom.js';
import { address } from '../places.js';
import { button, link } from './button.js';
import { found } from './found.js';
import { status } from './matches.js';
import { moment } from './moment.js';
import { table } from './table.js';

/** One match: who officiates, and who could. */
export function match({ words, match: one, candidates, chosen, isBusy }, actions) {
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
          h('div', { class: 'panel' }, h('h2', {}, texts.candidates), offer(words, it, candidates, chosen, isBusy, actions)),
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

function offer(words, { open_roles: open }, candidates, chosen, isBusy, { read, assign, choose }) {
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
          { head: words.letters.actions, cell: (one) => assignForm(words, one, chosen[one.referee_id], isBusy, { assign, choose }) },
        ],
        items,
      ),
  });
}

function assignForm(words, { referee_id: referee, roles }, chosen, isBusy, { assign, choose }) {
  const texts = words.matchList;
  const choices = [...new Set(roles)];
  return h(
    'form',
    { class: 'row', onsubmit: assign },
    h('input', { type: 'hidden', name: 'referee_id', value: referee }),
    h(
      'select',
      { name: 'role', id: `role-${referee}`, 'aria-label': `${texts.role}: ${referee}`, oninput: ({ target }) => choose(referee, target.value) },
      choices.map((role) => h('option', { value: role, selected: role === chosen }, words.role[role] ?? role)),
    ),
    button(`assign-${referee}`, texts.assign, undefined, { main: true, submit: true, busy: isBusy, label: `${texts.assign}: ${referee}` }),
  );
}

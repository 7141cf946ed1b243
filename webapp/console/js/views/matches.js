import { h } from '/js/dom.js';
import { button, link } from './button.js';
import { field, fields } from './field.js';
import { found } from './found.js';
import { appointment } from './moment.js';
import { table } from './table.js';
import { address } from '../places.js';

const ROLES = ['referee', 'assistant', 'fourth', 'var'];
const USUAL = { referee: 1, assistant: 2 };

export function filter({ words, query = {} }, { search }) {
  const texts = words.matchList;
  const statuses = ['', 'scheduled', 'cancelled'].map((value) => ({ value, label: texts.statuses[value] }));
  const specs = [
    { name: 'from', label: words.log.from, kind: 'moment' },
    { name: 'to', label: words.log.to, kind: 'moment' },
    { name: 'referee_id', label: words.fields.referee_id },
    { name: 'category', label: words.fields.category },
    { name: 'status', label: texts.status, kind: 'choice', options: statuses },
  ];
  return h(
    'form',
    { onsubmit: search, novalidate: true },
    fields('matches', specs, query),
    h('div', { class: 'row' }, button('matches-search', words.search, undefined, { main: true, submit: true })),
  );
}

export function list({ words, page, query }, { read }) {
  const texts = words.matchList;
  return found(words, page, {
    again: read,
    empty: texts.none,
    view: ({ items, next }) => [
      table(
        texts.caption,
        [
          { head: texts.venue, cell: (it) => h('a', { href: address('matches', { id: it.match_id }) }, it.venue) },
          { head: texts.kickoff, cell: (it) => appointment(words, it.kickoff_at) },
          { head: texts.category, cell: ({ category }) => category },
          { head: texts.officials, cell: (it) => officials(words, it) },
          { head: texts.status, cell: (it) => status(texts, it) },
        ],
        items,
      ),
      next && link('matches-next', words.nextPage, address('matches', { query: { ...query, after: next } })),
    ],
  });
}

const officials = (words, { assignments, roles }) => words.matchList.filled(assignments.length, roles.length);

export function status(texts, { status: name, open_roles: open, assignments }) {
  if (name === 'cancelled') return h('span', { class: 'badge', 'data-tone': 'plain' }, texts.statuses.cancelled);
  if (assignments.some((one) => one.at_risk)) return h('span', { class: 'badge', 'data-tone': 'error' }, texts.atRisk);
  return open.length > 0
    ? h('span', { class: 'badge', 'data-tone': 'warning' }, texts.open)
    : h('span', { class: 'badge', 'data-tone': 'success' }, texts.complete);
}

/** A match to be announced. */
export function announcement({ words, objections, isBusy, draft }, actions) {
  const texts = words.matchList;
  const errors = objections ?? {};
  return h(
    'form',
    { oninput: actions.draft, onsubmit: actions.announce, novalidate: true },
    h('h2', {}, texts.announce),
    h(
      'div',
      { class: 'fields' },
      field(
        'match',
        { name: 'kickoff_at', label: texts.kickoff, kind: 'moment', required: true, hint: words.allowed.moment },
        draft.kickoff_at,
        errors.kickoff_at && words.allowed.must(words.allowed.moment),
      ),
      field('match', { name: 'venue', label: texts.venue, required: true }, draft.venue, errors.venue && texts.textWrong),
      field(
        'match',
        { name: 'category', label: texts.category, required: true, placeholder: 'Sub-20' },
        draft.category,
        errors.category && texts.textWrong,
      ),
      ROLES.map((role) =>
        field('match', { name: `role-${role}`, label: words.role[role], kind: 'number', min: '0', max: '10' }, String(wanted(draft, role))),
      ),
    ),
    errors.roles && h('p', { class: 'objection' }, texts.rolesWrong),
    h('div', { class: 'row' }, button('match-announce', texts.announceNow, undefined, { main: true, submit: true, busy: isBusy })),
  );
}

const wanted = ({ roles }, role) => (roles ? roles.filter((one) => one === role).length : (USUAL[role] ?? 0));

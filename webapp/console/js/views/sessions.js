import { h } from '/js/dom.js';
import { address } from '../places.js';
import { button, link } from './button.js';
import { field } from './field.js';
import { found } from './found.js';
import { moment } from './moment.js';
import { table } from './table.js';

export function filter({ words, place }, { search }) {
  const user = place.query.user_id;
  return h(
    'form',
    { class: 'row', onsubmit: search, novalidate: true },
    field('sessions', { name: 'user_id', label: words.sessionList.user, hint: words.sessionList.userHint }, user),
    h(
      'div',
      { class: 'row' },
      button('sessions-search', words.search, undefined, { main: true, submit: true }),
      user && link('sessions-all', words.everything, address('sessions')),
    ),
  );
}

export function presence({ words, presence: seen }, { read }) {
  const texts = words.sessionList;
  return found(words, seen, {
    again: read,
    view: ({ user_id: user, online, sessions, last_seen: at }) =>
      h(
        'p',
        { class: 'row' },
        h('strong', {}, user),
        h('span', { class: 'badge', 'data-tone': online ? 'success' : 'plain' }, online ? texts.online(sessions) : texts.offline),
        !online && h('span', { class: 'soft' }, at ? [texts.lastSeen, ' ', moment(words, at)] : texts.neverSeen),
      ),
  });
}

export function list({ words, page, isBusy, place }, { read, disconnect }) {
  const texts = words.sessionList;
  return found(words, page, {
    again: read,
    view: ({ items, next, scope }) => [
      scope === 'node' && h('p', { class: 'notice', 'data-tone': 'warning' }, texts.onlyHere),
      h('p', { class: 'soft', role: 'status' }, texts.open(items.length, next !== null)),
      items.length === 0 ? h('p', { class: 'empty' }, texts.none) : table(texts.caption, columns(words, texts, isBusy, disconnect), items),
      next && link('sessions-next', words.nextPage, address('sessions', { query: { ...place.query, after: next } })),
    ],
  });
}

const columns = (words, texts, isBusy, disconnect) => [
  { head: texts.user, cell: ({ user_id: user }) => h('a', { href: address('sessions', { query: { user_id: user } }) }, user) },
  { head: texts.kind, cell: ({ kind, watches }) => [texts.kinds[kind] ?? kind, watches && ` · ${texts.watches(watches)}`] },
  { head: texts.node, cell: ({ node }) => node },
  { head: texts.since, cell: (session) => moment(words, session.connected_at) },
  { head: texts.from, cell: (session) => session.remote_address ?? '–' },
  {
    head: texts.actions,
    cell: (session) =>
      button(`disconnect-${session.id}`, texts.disconnect, () => disconnect(session), {
        busy: isBusy,
        tone: 'error',
        label: `${texts.disconnect}: ${session.user_id}`,
      }),
  },
];

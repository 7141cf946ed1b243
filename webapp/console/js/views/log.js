import { h } from '/js/dom.js';
import { FORMATS } from '../export.js';
import { address } from '../places.js';
import { button, link } from './button.js';
import { fields } from './field.js';
import { found } from './found.js';
import { moment } from './moment.js';
import { table } from './table.js';

const KNOWN = ['availability.*', 'match.*', 'audit.*'];

/** The types that are known, for the form; they come while one may be typing there, so they are beside it. */
export const types = ({ types: { value } }) =>
  h('datalist', { id: 'log-types-list' }, [...KNOWN, ...(value?.items.map((type) => type.event_type) ?? [])].map((name) => h('option', { value: name })));

export function filter({ words, query = {}, draft = query }, { search, type }) {
  const texts = words.log;
  const specs = [
    { name: 'type', label: texts.type, list: 'log-types-list', placeholder: 'availability.*' },
    { name: 'subject', label: texts.subject },
    { name: 'actor', label: texts.actor },
    { name: 'q', label: texts.text, hint: texts.textHint },
    { name: 'from', label: texts.from, kind: 'moment' },
    { name: 'to', label: texts.to, kind: 'moment' },
  ];
  return h(
    'form',
    { oninput: type, onsubmit: search, novalidate: true },
    fields('log', specs, draft),
    h(
      'div',
      { class: 'row' },
      button('log-search', words.search, undefined, { main: true, submit: true }),
      link('log-all', texts.fromTheBeginning, address('log', { query: { limit: 100 } })),
    ),
  );
}

export function list({ words, page, query, isNewest, saving }, { read, save }) {
  const texts = words.log;
  return [
    h(
      'div',
      { class: 'row' },
      h('h2', {}, texts.found),
      Object.keys(FORMATS).map((format) =>
        button(`log-save-${format}`, texts.save(format), () => save(format), { busy: saving !== undefined }),
      ),
      replay(texts, query),
      saving !== undefined && h('span', { class: 'soft small', role: 'status' }, texts.saving(saving)),
    ),
    found(words, page, {
      again: read,
      empty: texts.none,
      isEmpty: ({ items, next }) => items.length === 0 && !next,
      view: ({ items, next }) =>
        isNewest
          ? [newest(words, query, items.length), entries(words, items.toReversed())]
          : [entries(words, items), pager(words, query, next)],
    }),
  ];
}

/** A replay has fewer filters than a search. */
function replay(texts, { type, subject, from, to, q, actor } = {}) {
  if (q || actor) return h('p', { class: 'soft small', id: 'log-no-replay' }, texts.noReplay);
  return link('log-replay', texts.replay, address('replays', { query: { type, subject, from, to } }));
}

const newest = ({ log: texts }, query, found) =>
  h('div', { class: 'row' }, h('p', { class: 'soft' }, texts.isNewest(found)), link('log-oldest', texts.oldest, address('log', { query: { limit: 100, ...query } })));

function entries(words, items) {
  const texts = words.log;
  return table(
    texts.found,
    [
      { head: texts.event, cell: ({ event_id: id, event_type: type }) => h('a', { href: address('log', { id }) }, type) },
      { head: texts.occurred, cell: (entry) => moment(words, entry.occurred_at) },
      { head: texts.subject, cell: ({ subject }) => subject ?? '–' },
      { head: texts.actor, cell: ({ actor }) => actor },
      { head: texts.state, cell: (entry) => state(texts, entry) },
      { head: texts.told, number: true, cell: ({ receipts, more_receipts: more }) => `${receipts.length}${more ? '+' : ''}` },
    ],
    items,
  );
}

/** How far an event has come. */
export function state(texts, { ours, published_at: published, last_error: error }) {
  const [tone, text] = !ours
    ? ['plain', texts.foreign]
    : published
      ? ['success', texts.published]
      : error
        ? ['error', texts.failing]
        : ['warning', texts.waiting];
  return h('span', { class: 'badge', 'data-tone': tone, title: error ?? undefined }, text);
}

function pager(words, query, next) {
  const first = query?.after && link('log-first', words.firstPage, address('log', { query: { ...query, after: undefined } }));
  const more = next && link('log-next', words.nextPage, address('log', { query: { ...query, after: next } }));
  const last = link('log-newest', words.log.newest, address('log', { query: { ...query, after: undefined, newest: 'true' } }));
  return h('div', { class: 'row' }, first, more, last, !next && h('span', { class: 'soft small' }, words.lastPage));
}

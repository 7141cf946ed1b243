import { h } from '/js/dom.js';
import { address } from '../places.js';
import { link } from './button.js';
import { found } from './found.js';
import { state } from './log.js';
import { moment } from './moment.js';
import { table } from './table.js';

/** One event: what it says, how it came out, and who was told when. */
export function event({ words, event: { value, trouble } }, { read }) {
  const texts = words.log;
  const entry = { value, trouble: trouble?.missing ? { ...trouble, say: () => texts.unknown } : trouble };
  return [
    h('p', {}, link('log-back', texts.back, address('log'))),
    found(words, entry, {
      again: read,
      view: (it) => [
        h('div', { class: 'panel' }, h('div', { class: 'row' }, h('h2', {}, it.event_type), state(texts, it)), facts(words, it)),
        h('div', { class: 'panel' }, h('h2', {}, texts.journey), journey(words, it)),
        h('div', { class: 'panel' }, h('h2', {}, texts.receipts), receipts(words, it)),
        h(
          'div',
          { class: 'panel' },
          h('h2', {}, texts.body),
          h('pre', { tabindex: '0' }, JSON.stringify(it.message, null, 2)),
          headers(texts, it.headers),
        ),
      ],
    }),
  ];
}

function facts(words, it) {
  const texts = words.log;
  const rows = [
    [texts.id, it.event_id],
    [texts.subject, it.subject],
    [texts.actor, it.actor],
    [texts.exchange, it.exchange],
    [texts.routingKey, it.routing_key],
    [texts.correlation, it.correlation_id],
  ];
  return h(
    'dl',
    { class: 'facts' },
    rows.filter(([, value]) => value).map(([name, value]) => [h('dt', {}, name), h('dd', {}, value)]),
  );
}

/** From what happened to the people it was for, each step with its time. */
function journey(words, it) {
  const texts = words.log;
  const delivered = it.receipts.map((receipt) => receipt.delivered_at).sort();
  const steps = [
    [texts.occurred, it.occurred_at],
    [texts.committed, it.recorded_at],
    it.ours && [it.published_at ? texts.confirmed(it.attempts) : texts.notYet(it.attempts), it.published_at],
    delivered.length > 0 && [texts.firstDelivery, delivered[0]],
    delivered.length > 1 && [texts.lastDelivery, delivered.at(-1)],
  ];
  return [
    h(
      'ol',
      { class: 'journey' },
      steps
        .filter(Boolean)
        .map(([name, at]) =>
          h(
            'li',
            { 'data-done': Boolean(at) },
            name,
            ' ',
            h('span', { class: 'soft' }, moment(words, at), since(words, it.occurred_at, at)),
          ),
        ),
    ),
    it.last_error && h('p', { class: 'notice', 'data-tone': 'error' }, it.last_error),
  ];
}

/** How long after the beginning; nothing for the beginning itself. */
function since(words, beginning, at) {
  const elapsed = at ? Date.parse(at) - Date.parse(beginning) : 0;
  return elapsed > 0 && ` (+${words.duration(elapsed)})`;
}

function receipts(words, { receipts: all, more_receipts: more }) {
  const texts = words.log;
  if (all.length === 0) return h('p', { class: 'empty' }, texts.noReceipts);
  return [
    table(
      texts.receipts,
      [
        { head: texts.user, cell: ({ user_id: user }) => user },
        { head: texts.deliveredAt, cell: (receipt) => moment(words, receipt.delivered_at) },
        { head: texts.readAt, cell: (receipt) => moment(words, receipt.read_at) },
      ],
      all,
    ),
    more && h('p', { class: 'soft small' }, texts.moreReceipts(all.length)),
  ];
}

const headers = (texts, given) =>
  given &&
  Object.keys(given).length > 0 &&
  h('details', {}, h('summary', {}, texts.headers), h('pre', { tabindex: '0' }, JSON.stringify(given, null, 2)));

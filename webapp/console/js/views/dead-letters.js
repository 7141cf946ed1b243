import { h } from '/js/dom.js';
import { address } from '../places.js';
import { button, link } from './button.js';
import { fields } from './field.js';
import { found } from './found.js';
import { moment } from './moment.js';
import { table } from './table.js';

const REASONS = ['rejected', 'expired', 'maxlen', 'delivery_limit', 'oversize'];

export function filter({ words, place }, { search }) {
  const texts = words.letters;
  const { query } = place;
  const specs = [
    { name: 'queue', label: texts.queue },
    { name: 'reason', label: texts.reason, list: REASONS },
    { name: 'routing_key', label: words.log.routingKey },
  ];
  return h(
    'form',
    { onsubmit: search, novalidate: true },
    fields('letters', specs, query),
    h(
      'div',
      { class: 'row' },
      button('letters-search', words.filter, undefined, { main: true, submit: true }),
      Object.keys(query).length > 0 && link('letters-all', words.everything, address('dead-letters')),
    ),
  );
}

export function list({ words, page, chosen, isBusy, place }, { read, choose, chooseAll, requeue, requeueMatching, discard }) {
  const texts = words.letters;
  return [
    found(words, page, {
      again: read,
      empty: Object.keys(place.query).length > 0 ? texts.noneMatching : texts.none,
      view: ({ items, next }) => [
        h(
          'div',
          { class: 'row' },
          button('letters-requeue', texts.requeueChosen(chosen.size), () => requeue([...chosen]), {
            main: true,
            busy: isBusy || chosen.size === 0,
          }),
          button('letters-requeue-all', texts.requeueAll, requeueMatching, { busy: isBusy }),
          button('letters-choose-all', chosen.size > 0 ? texts.chooseNone : texts.chooseAll, chooseAll),
          button('letters-read', words.refresh, read),
        ),
        rows(items),
        next && link('letters-next', words.nextPage, address('dead-letters', { query: { ...place.query, after: next } })),
      ],
    }),
  ];

  function rows(items) {
    return table(
      texts.caption,
      [
        {
          head: words.log.routingKey,
          cell: (it) => h('a', { href: address('dead-letters', { id: it.id }) }, it.routing_key || it.exchange || texts.noKey),
        },
        {
          head: texts.reason,
          cell: (it) => [
            h('span', { class: 'badge', 'data-tone': 'warning' }, texts.reasons[it.reason] ?? it.reason),
            it.count > 1 && ` ×${it.count}`,
          ],
        },
        { head: texts.queue, cell: (it) => it.queue ?? texts.nobodyKnows },
        { head: texts.parked, cell: (it) => moment(words, it.parked_at) },
        { head: texts.state, cell: (it) => state(words, it) },
        {
          head: texts.actions,
          cell: (it) =>
            h(
              'div',
              { class: 'row' },
              h(
                'label',
                { class: 'check' },
                h('input', { type: 'checkbox', id: `choose-${it.id}`, checked: chosen.has(it.id), onchange: () => choose(it.id) }),
                texts.choose,
              ),
              button(`requeue-${it.id}`, texts.requeue, () => requeue([it.id]), {
                busy: isBusy || !it.queue || Boolean(it.requeue_requested_at),
                label: `${texts.requeue}: ${it.routing_key}`,
              }),
              button(`discard-${it.id}`, texts.discard, () => discard(it), {
                busy: isBusy,
                tone: 'error',
                label: `${texts.discard}: ${it.routing_key}`,
              }),
            ),
        },
      ],
      items,
    );
  }
}

function state(words, it) {
  if (it.requeue_requested_at) return [words.letters.underway(it.actor), it.last_error && h('p', { class: 'objection' }, it.last_error)];
  return it.requeued > 0 ? words.letters.cameBack(it.requeued) : words.letters.lies;
}

/** One letter with all that is known of it. */
export function letter({ words, letter: one, isBusy }, { read, requeue, discard }) {
  const texts = words.letters;
  return [
    h('p', {}, link('letters-back', texts.back, address('dead-letters'))),
    found(words, one, {
      again: read,
      view: (it) => [
        h('h2', {}, it.routing_key || texts.noKey),
        h(
          'dl',
          { class: 'facts' },
          facts(words, it)
            .filter(([, value]) => value)
            .map(([name, value]) => [h('dt', {}, name), h('dd', {}, value)]),
        ),
        h(
          'div',
          { class: 'row' },
          button('requeue-one', texts.requeue, () => requeue([it.id]), {
            main: true,
            busy: isBusy || !it.queue || Boolean(it.requeue_requested_at),
          }),
          button('discard-one', texts.discard, () => discard(it), { busy: isBusy, tone: 'error' }),
        ),
        h('h3', {}, texts.body(it.body_bytes, it.body_encoding)),
        h('pre', { tabindex: '0' }, it.body_encoding === 'utf-8' ? pretty(it.body) : it.body),
        h('details', {}, h('summary', {}, words.log.headers), h('pre', { tabindex: '0' }, JSON.stringify(it.headers, null, 2))),
      ],
    }),
  ];
}

function facts(words, it) {
  const texts = words.letters;
  return [
    [texts.reason, texts.reasons[it.reason] ?? it.reason],
    [texts.queue, it.queue ?? texts.nobodyKnows],
    [words.log.exchange, it.exchange],
    [texts.count, String(it.count)],
    [texts.parked, moment(words, it.parked_at)],
    [texts.state, state(words, it)],
  ];
}

function pretty(body) {
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    return body; // no JSON: as it came
  }
}

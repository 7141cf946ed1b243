import { h } from '/js/dom.js';
import { describe } from '/js/event-text.js';
import { address } from '../places.js';
import { button, link } from './button.js';
import { field } from './field.js';
import { moment } from './moment.js';

const TONES = { live: 'success', connecting: 'info', reconnecting: 'warning', stopped: 'error' };

export function filter({ words, place }, { search }) {
  const { type, user_id: user } = place.query;
  return h(
    'form',
    { class: 'row', onsubmit: search, novalidate: true },
    field('live', { name: 'type', label: words.live.type, hint: words.live.typeHint }, type),
    field('live', { name: 'user_id', label: words.live.user, hint: words.live.userHint }, user),
    h(
      'div',
      { class: 'row' },
      button('live-search', words.filter, undefined, { main: true, submit: true }),
      (type || user) && link('live-all', words.everything, address('live')),
    ),
  );
}

export function state({ words, status, reason, isPaused, waiting, letGo, hasGap, events }, { pause, clear, reconnect }) {
  const texts = words.live;
  return [
    h(
      'div',
      { class: 'row' },
      h(
        'span',
        { class: 'connection', role: 'status', 'data-tone': isPaused ? 'warning' : TONES[status] },
        isPaused ? texts.paused(waiting.length) : words.connection[status],
      ),
      button('live-pause', isPaused ? texts.goOn : texts.pause, pause),
      button('live-clear', texts.clear, clear),
      letGo > 0 && h('span', { class: 'soft small' }, texts.letGo(letGo), ' ', h('a', { href: address('log') }, words.sections.log.title)),
    ),
    hasGap && h('p', { class: 'notice', 'data-tone': 'warning', id: 'live-gap' }, h('span', {}, texts.gap, ' ', h('a', { href: address('log') }, words.sections.log.title), '.')),
    status === 'reconnecting' && h('p', { class: 'notice', 'data-tone': 'warning' }, texts.lost),
    status === 'stopped' &&
      h(
        'div',
        { class: 'notice', role: 'alert', 'data-tone': 'error' },
        texts.stopped(reason),
        button('live-again', words.retry, reconnect),
      ),
    events.length === 0 && status === 'live' && h('p', { class: 'empty' }, texts.quiet),
  ];
}

/** A view of the events. Each keeps its row, open details included, until the language changes. */
export function rows() {
  let drawn = new WeakMap();
  let spoken;
  return ({ words, events }) => {
    if (spoken !== words) drawn = new WeakMap();
    spoken = words;
    return events.map((event) => {
      if (!drawn.has(event)) drawn.set(event, row(words, event));
      return drawn.get(event);
    });
  };
}

function row(words, event) {
  const { message, received } = event;
  const { tone, mark, text } = describe(words, event);
  const whose = message.user_id ?? message.referee_id;
  return h(
    'article',
    { class: 'live-event', 'data-tone': tone },
    h('span', { class: 'event-mark', 'aria-hidden': 'true' }, mark),
    h('h2', {}, String(message.event_type)),
    typeof whose === 'string' && h('span', { class: 'soft' }, whose),
    h('span', { class: 'live-time soft small' }, moment(words, received)),
    h(
      'p',
      { class: 'live-text' },
      typeof message.title === 'string' && h('strong', {}, message.title, ' '),
      text && h('span', { class: 'soft' }, text),
    ),
    body(words, message),
    typeof message.event_id === 'string' &&
      h('a', { class: 'live-link', href: address('log', { id: message.event_id }) }, words.live.history),
  );
}

/** Made only when somebody looks. */
function body(words, message) {
  const details = h(
    'details',
    {
      ontoggle: () =>
        details.lastChild.localName === 'summary' && details.append(h('pre', { tabindex: '0' }, JSON.stringify(message, null, 2))),
    },
    h('summary', {}, words.details),
  );
  return details;
}

import { h } from '../dom.js';
import { describe } from '../event-text.js';

const FRESH = 1_000;

export function feedHead({ words, connection, events }) {
  return [
    h('h2', { id: 'events-title' }, words.eventsTitle),
    events.length === 0 && ['live', 'connecting'].includes(connection) && h('p', { class: 'soft empty' }, words.eventsEmpty),
  ];
}

/** A view of the events' cards. An event keeps its card, open details included, until the language changes. */
export function cards() {
  let drawn = new WeakMap();
  let spoken;
  return ({ words, events }) => {
    if (spoken !== words) drawn = new WeakMap();
    spoken = words;
    return events.map((event) => {
      if (!drawn.has(event)) drawn.set(event, card(words, event));
      return drawn.get(event);
    });
  };
}

function card(words, event) {
  const { title, text, tone, mark, at, raw } = describe(words, event);
  return h(
    'li',
    { class: 'event', 'data-tone': tone, 'data-fresh': Date.now() - event.received < FRESH },
    h('span', { class: 'event-mark', 'aria-hidden': 'true' }, mark),
    h(
      'div',
      { class: 'event-head' },
      h('h3', {}, title),
      h('time', { class: 'soft small', datetime: new Date(at).toISOString(), title: words.fullTime(at) }, words.localTime(at)),
    ),
    text && h('p', {}, text),
    raw && h('details', {}, h('summary', {}, words.details), h('pre', {}, raw)),
  );
}

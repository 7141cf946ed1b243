import { h } from '../dom.js';
import { describe } from '../event-text.js';

const NAMED = 3;

/** What the line to the server has to say across the page: that it is lost, ended, or what it brought back. */
export function strip({ words, connection, stopCode, missed }, { reconnect, dismissMissed, openTab }) {
  if (connection === 'reconnecting') return h('p', { class: 'strip', 'data-tone': 'warning', id: 'reconnecting' }, h('span', { class: 'spinner', 'aria-hidden': 'true' }), words.eventsLost);
  if (connection === 'stopped' && stopCode !== 4500)
    return h(
      'div',
      { class: 'strip', 'data-tone': 'error', id: 'stopped' },
      h('span', {}, words.stopped[stopCode] ?? words.stopped.other),
      h('button', { type: 'button', class: 'button', id: 'reconnect', onclick: reconnect }, words.reconnect),
    );
  if (!missed || (missed.complete && missed.events.length === 0)) return null;
  return h(
    'div',
    { class: 'strip', 'data-tone': missed.complete ? 'info' : 'warning', id: 'missed' },
    h(
      'div',
      {},
      h('strong', {}, missed.complete ? words.missed(missed.events.length) : words.missedTooMuch),
      h('ul', { class: 'small' }, missed.events.slice(0, NAMED).map((event) => h('li', {}, sentence(words, event)))),
    ),
    missed.events.length > NAMED && h('button', { type: 'button', class: 'button', id: 'see-missed', onclick: () => openTab('live') }, words.seeAll),
    h('button', { type: 'button', class: 'button', id: 'dismiss-missed', onclick: dismissMissed }, words.understood),
  );
}

function sentence(words, event) {
  const { title, text } = describe(words, event);
  return text ? `${title}: ${text}` : title;
}

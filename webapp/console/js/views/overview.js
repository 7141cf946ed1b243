import { h } from '/js/dom.js';
import { closing as countdown } from '/js/views/closing.js';
import { address } from '../places.js';
import { link } from './button.js';
import { found } from './found.js';

const UP = { true: 'success', false: 'error' };

const byName = (a, b) => (a.name < b.name ? -1 : 1);

export function health({ words, health }, { read }) {
  const texts = words.overview;
  return [
    h('h2', {}, texts.health),
    found(words, health, {
      again: read,
      view: ({ live, ready }) =>
        h(
          'ul',
          { class: 'checks' },
          check(texts, texts.alive, live),
          check(texts, texts.ready, ready),
          [...ready.checks].sort(byName).map((one) => check(texts, texts.checks[one.name] ?? one.name, one)),
        ),
    }),
  ];
}

function check(texts, name, { status, data = {} }) {
  const isUp = status === 'UP';
  const degraded = isUp && data.degraded;
  return h(
    'li',
    {},
    h('span', { class: 'badge', 'data-tone': degraded ? 'warning' : UP[isUp] }, degraded ? texts.degraded : isUp ? texts.up : texts.down),
    h('span', {}, name),
    (data.reason ?? data.degraded) && h('span', { class: 'soft small' }, data.reason ?? data.degraded),
  );
}

export function closing({ words, closing: next, now }, { read }) {
  return [
    h('h2', {}, words.overview.closing),
    found(words, next, {
      again: read,
      view: (due) => [
        countdown({ words, closing: due, now }),
        h('p', {}, link('overview-to-closings', words.overview.toClosings, address('closings'))),
      ],
    }),
  ];
}

import { h } from '/js/dom.js';

/**
 * What was brought, with what is wrong, still missing or empty around it.
 *
 * @param view draws the value
 * @param empty what to say where `isEmpty(value)`; by default where it has no items
 */
export function found(words, { value, trouble }, { again, empty, view, isEmpty = ({ items }) => items?.length === 0 }) {
  if (value === undefined && !trouble) return h('p', { class: 'soft loading', role: 'status' }, words.loading);
  return [
    trouble && notice(words, trouble, trouble.retry && again),
    value !== undefined && (empty && isEmpty(value) ? h('p', { class: 'empty' }, empty) : view(value)),
  ];
}

export function notice(words, { tone, say }, again) {
  return h(
    'div',
    { class: 'notice', role: tone === 'error' ? 'alert' : 'status', 'data-tone': tone },
    h('span', {}, say(words)),
    again && h('button', { type: 'button', class: 'button', onclick: again }, words.retry),
  );
}

import { h } from '/js/dom.js';

/** What became of the last thing that was done. */
export function told({ words, told: message }, { dismiss }) {
  if (!message) return null;
  return h(
    'div',
    { class: 'notice', 'data-tone': message.tone },
    h('span', {}, message.say(words)),
    h('button', { type: 'button', class: 'button square', id: 'told-away', 'aria-label': words.dismiss, onclick: dismiss }, '×'),
  );
}

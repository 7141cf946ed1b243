import { h } from '/js/dom.js';
import { button } from './button.js';

/** For whoever is signed in and is no administrator. */
export function refusal({ words, me }, { signOut }) {
  const texts = words.refusal;
  return [
    h('h1', {}, texts.title),
    h('p', { class: 'soft' }, texts.text(me.user_id)),
    h(
      'div',
      { class: 'row' },
      h('a', { class: 'button main-action', href: '/', id: 'refusal-home' }, texts.home),
      button('refusal-out', texts.other, signOut),
    ),
  ];
}

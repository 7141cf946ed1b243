import { h } from '/js/dom.js';
import { button } from './button.js';

/** For whoever is signed in and is no administrator; only referees have a page of their own. */
export function refusal({ words, me }, { signOut }) {
  const texts = words.refusal;
  const isReferee = me.roles.includes('referee');
  return [
    h('h1', {}, texts.title),
    h('p', { class: 'soft' }, texts.text(me.user_id), isReferee && ` ${texts.ownPage}`),
    h(
      'div',
      { class: 'row' },
      isReferee && h('a', { class: 'button main-action', href: '/', id: 'refusal-home' }, texts.home),
      button('refusal-out', texts.other, signOut),
    ),
  ];
}

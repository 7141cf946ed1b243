import { h } from '../dom.js';
import { refereeAddress } from '../routes.js';

const SHOWN = 24;

export function picker({ words, place, referees, me }, { visitReferee }) {
  if (!me.roles.includes('admin')) return h('p', { class: 'notice', 'data-tone': 'warning' }, words.isService);
  return [
    h('div', {}, h('h1', {}, me.user_id ? words.whomTitle : words.whoTitle), h('p', { class: 'soft' }, words.whoIntro)),
    place.refused && h('p', { class: 'notice', role: 'alert', 'data-tone': 'warning' }, words.idRefused(place.refused)),
    whoFiled(words, referees),
    h(
      'form',
      { class: 'ask', onsubmit: submit },
      h(
        'label',
        { class: 'field' },
        words.idLabel,
        h('input', { name: 'user_id', id: 'user-id', value: typedSoFar(), required: true, placeholder: words.idHint, autocomplete: 'off', autocapitalize: 'none', spellcheck: 'false' }),
      ),
      h('button', { class: 'button main-action' }, words.enter),
    ),
  ];

  function submit(event) {
    event.preventDefault();
    visitReferee(new FormData(event.target).get('user_id'));
  }
}

/** The form is drawn anew when the list arrives, which must not take what was typed. */
function typedSoFar() {
  return document.getElementById('user-id')?.value ?? '';
}

function whoFiled(words, { state, list }) {
  if (state === 'loading') return h('p', { class: 'soft', role: 'status' }, words.refereesLoading);
  if (state === 'failed') return h('p', { class: 'notice', 'data-tone': 'warning' }, words.refereesFailed);
  if (list.length === 0) return h('p', { class: 'notice', 'data-tone': 'info' }, words.refereesNone);
  return [
    h('ul', { class: 'referees' }, list.slice(0, SHOWN).map((referee) => h('li', {}, card(words, referee)))),
    list.length > SHOWN && h('p', { class: 'soft' }, words.refereesMore(list.length - SHOWN)),
  ];
}

function card(words, { id, days }) {
  return h(
    'a',
    { class: 'referee', href: refereeAddress(id), 'data-go': true },
    h('strong', {}, id),
    h('span', { class: 'soft small' }, words.refereeDays(days)),
  );
}

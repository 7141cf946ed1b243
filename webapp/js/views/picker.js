import { h } from '../dom.js';
import { refereeAddress } from '../routes.js';

const SHOWN = 24;

export function pickerHead({ words, place, me }) {
  if (!me.roles.includes('admin')) return h('p', { class: 'notice', 'data-tone': 'warning' }, words.isService);
  return [
    h('div', {}, h('h1', {}, me.user_id ? words.whomTitle : words.whoTitle), h('p', { class: 'soft' }, words.whoIntro)),
    place.refused && h('p', { class: 'notice', role: 'alert', 'data-tone': 'warning' }, words.idRefused(place.refused)),
  ];
}

/** Who filed this week; it may come while one types below. */
export function pickerList({ words, referees: { state, list } }) {
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

export function pickerForm({ words, asked }, { askFor, visitReferee }) {
  const submit = (event) => {
    event.preventDefault();
    visitReferee();
  };
  return h(
    'form',
    { class: 'ask', onsubmit: submit },
    h(
      'label',
      { class: 'field' },
      words.idLabel,
      h('input', {
        name: 'user_id',
        id: 'user-id',
        required: true,
        value: asked,
        placeholder: words.idHint,
        autocomplete: 'off',
        autocapitalize: 'none',
        spellcheck: 'false',
        oninput: ({ target }) => askFor(target.value),
      }),
    ),
    h('button', { class: 'button main-action' }, words.enter),
  );
}

import { h } from '../dom.js';
import { LANGUAGES } from '../i18n.js';
import { MUTABLE, fieldsOf } from '../wishes.js';

/** The form is left alone while one types; should it be drawn again, it is with what was typed. */
export function preferences({ words, wishes, wished }, { savePreferences, readWishes, typeWishes }) {
  if (wishes.state === 'loading') return h('p', { class: 'soft' }, words.wishes.loading);
  if (wishes.state === 'failed')
    return h('div', { class: 'notice', role: 'alert', 'data-tone': 'warning' }, h('span', {}, words.wishes.failed), h('button', { type: 'button', class: 'button', onclick: readWishes }, words.retry));
  const values = wished ?? fieldsOf(wishes);
  return h(
    'form',
    { class: 'preferences', novalidate: true, oninput: ({ currentTarget }) => typeWishes(typedIn(currentTarget)), onsubmit: submit },
    h('p', { class: 'soft small' }, words.wishes.intro),
    h(
      'label',
      { class: 'field' },
      words.languages,
      h('select', { name: 'language', id: 'pref-language' }, Object.entries(LANGUAGES).map(([code, { name }]) => h('option', { value: code, selected: code === values.language }, name))),
    ),
    field('email', words.wishes.email, { type: 'email', autocomplete: 'email', placeholder: 'ana@example.org' }),
    h(
      'fieldset',
      {},
      h('legend', {}, words.wishes.quiet),
      h('div', { class: 'quiet' }, field('from', words.start, { type: 'time' }), field('to', words.end, { type: 'time' })),
      field('timezone', words.wishes.timezone, { autocomplete: 'off', spellcheck: 'false' }),
      h('p', { class: 'soft small' }, words.wishes.quietHint),
    ),
    h('fieldset', {}, h('legend', {}, words.wishes.muted), MUTABLE.map(muted)),
    wishes.notice && h('p', { class: 'notice', role: 'alert', id: 'pref-notice', 'data-tone': 'error' }, wishes.notice.say(words)),
    h('button', { class: 'button main-action', id: 'pref-save' }, words.wishes.save),
  );

  function field(name, label, attributes) {
    const wrong = wishes.errors?.find((error) => error.field === name || error.field === `quiet_hours.${name}`);
    return h(
      'label',
      { class: 'field' },
      label,
      h('input', { name, id: `pref-${name}`, value: values[name], 'aria-invalid': wrong && 'true', 'aria-describedby': wrong && 'pref-notice', ...attributes }),
    );
  }

  function muted(type) {
    return h(
      'label',
      { class: 'check' },
      h('input', { type: 'checkbox', name: 'muted', value: type, checked: values.muted.includes(type), id: `pref-muted-${type}` }),
      words.wishes.types[type],
    );
  }

  function submit(event) {
    event.preventDefault();
    typeWishes(typedIn(event.target));
    savePreferences();
  }
}

function typedIn(form) {
  const given = new FormData(form);
  return { ...Object.fromEntries(given), muted: given.getAll('muted') };
}

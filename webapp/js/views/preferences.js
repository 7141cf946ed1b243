import { h } from '../dom.js';
import { LANGUAGES } from '../i18n.js';

const MUTABLE = ['availability.closed', 'availability.expired', 'availability.updated', 'match.*', 'notification'];

/** The form is left alone while one types; what it holds is read when it is sent. */
export function preferences({ words, wishes }, { savePreferences, readWishes }) {
  if (wishes.state === 'loading') return h('p', { class: 'soft' }, words.wishes.loading);
  if (wishes.state === 'failed')
    return h('div', { class: 'notice', role: 'alert', 'data-tone': 'warning' }, h('span', {}, words.wishes.failed), h('button', { type: 'button', class: 'button', onclick: readWishes }, words.retry));
  const quiet = wishes.quiet_hours;
  return h(
    'form',
    { class: 'preferences', novalidate: true, onsubmit: submit },
    h('p', { class: 'soft small' }, words.wishes.intro),
    h(
      'label',
      { class: 'field' },
      words.languages,
      h('select', { name: 'language', id: 'pref-language' }, Object.entries(LANGUAGES).map(([code, { name }]) => h('option', { value: code, selected: code === wishes.language }, name))),
    ),
    field('email', words.wishes.email, { type: 'email', autocomplete: 'email', value: wishes.email ?? '', placeholder: 'ana@example.org' }),
    h(
      'fieldset',
      {},
      h('legend', {}, words.wishes.quiet),
      h('div', { class: 'quiet' }, field('from', words.start, { type: 'time', value: quiet?.from ?? '' }), field('to', words.end, { type: 'time', value: quiet?.to ?? '' })),
      field('timezone', words.wishes.timezone, { value: quiet?.timezone ?? Intl.DateTimeFormat().resolvedOptions().timeZone, autocomplete: 'off', spellcheck: 'false' }),
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
      h('input', { name, id: `pref-${name}`, 'aria-invalid': wrong && 'true', 'aria-describedby': wrong && 'pref-notice', ...attributes }),
    );
  }

  function muted(type) {
    return h(
      'label',
      { class: 'check' },
      h('input', { type: 'checkbox', name: 'muted', value: type, checked: wishes.muted_types.includes(type) }),
      words.wishes.types[type],
    );
  }

  function submit(event) {
    event.preventDefault();
    const form = new FormData(event.target);
    const [from, to] = [form.get('from'), form.get('to')];
    savePreferences({
      language: form.get('language'),
      email: form.get('email').trim() || null,
      quiet_hours: from || to ? { from, to, timezone: form.get('timezone').trim() } : null,
      muted_types: [...wishes.muted_types.filter((type) => !MUTABLE.includes(type)), ...form.getAll('muted')],
    });
  }
}

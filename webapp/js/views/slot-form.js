import { h } from '../dom.js';
import { daysOf } from '../week.js';

/** One more slot for the week. What is typed lives in the state, so that no redraw loses it. */
export function slotForm({ words, place, draft, objection, busy }, { draft: keep, add }) {
  const submit = (event) => {
    event.preventDefault();
    add();
  };
  return h(
    'form',
    { class: 'slot-form', novalidate: true, onsubmit: submit, 'aria-labelledby': 'slot-form-title' },
    h('h2', { id: 'slot-form-title' }, words.formTitle),
    h('label', { class: 'field' }, words.day, h('select', control('date', 'onchange'), daysOf(place.week).map(option))),
    h('label', { class: 'field' }, words.start, h('input', { type: 'time', step: 300, value: draft.start, ...control('start', 'oninput') })),
    h('label', { class: 'field' }, words.end, h('input', { type: 'time', step: 300, value: draft.end, ...control('end', 'oninput') })),
    h('button', { class: 'button main-action', id: 'slot-add', 'aria-disabled': busy && 'true' }, busy ? words.saving : words.add),
    objection && h('p', { class: 'notice', role: 'alert', id: 'slot-objection', 'data-tone': 'error' }, objection.say(words)),
  );

  function control(field, event) {
    const invalid = objection?.field === field;
    return {
      id: `slot-${field}`,
      'aria-invalid': invalid && 'true',
      'aria-describedby': invalid && 'slot-objection',
      [event]: ({ target }) => keep({ [field]: target.value }),
    };
  }

  function option(day) {
    return h('option', { value: day, selected: day === draft.date }, words.longDay(day));
  }
}

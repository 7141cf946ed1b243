import { h } from '../dom.js';
import { onDay } from '../slots.js';
import { daysOf } from '../week.js';

/** The same week in words, and a form for what the grid cannot: other hours, single minutes, or no painting at all. */
export function slotList(state, actions) {
  const { words, place, week, draft } = state;
  if (!week.slots) return null;
  const slots = draft ?? week.slots;
  const editable = ['OPEN', 'MISSING'].includes(week.state);
  const days = daysOf(place.week).map((day) => [day, onDay(slots, day)]).filter(([, own]) => own.length > 0);
  return h(
    'details',
    { class: 'slot-list', id: 'slot-list', open: state.listOpen, ontoggle: ({ target }) => actions.keepListOpen(target.open) },
    h('summary', { id: 'slot-list-summary' }, editable ? words.listTitle : words.listTitleLocked),
    days.length === 0
      ? h('p', { class: 'soft' }, words.noSlots)
      : h('ul', { class: 'day-list' }, days.map(([day, own]) => h('li', {}, h('strong', {}, words.longDay(day)), h('ul', { class: 'day-slots' }, own.map((it) => slot(words, it, editable && actions.remove)))))),
    editable && form(state, actions),
  );
}

function slot(words, it, remove) {
  const { date, start, end } = it;
  return h(
    'li',
    { class: 'slot', 'data-tone': remove ? 'success' : 'plain' },
    h('span', {}, `${start}–${end}`),
    remove &&
      h('button', { type: 'button', id: `remove-${date}-${start}`, 'aria-label': words.removeSlot(words.longDay(date), start, end), onclick: () => remove(it) }, '×'),
  );
}

function form({ words, place, typed, objection, busy }, { type, add }) {
  const submit = (event) => {
    event.preventDefault();
    add();
  };
  return h(
    'form',
    { class: 'slot-form', novalidate: true, onsubmit: submit, 'aria-labelledby': 'slot-form-title' },
    h('h2', { id: 'slot-form-title' }, words.formTitle),
    h('label', { class: 'field' }, words.day, h('select', control('date', 'onchange'), daysOf(place.week).map(option))),
    h('label', { class: 'field' }, words.start, h('input', { type: 'time', step: 300, value: typed.start, ...control('start', 'oninput') })),
    h('label', { class: 'field' }, words.end, h('input', { type: 'time', step: 300, value: typed.end, ...control('end', 'oninput') })),
    h('button', { class: 'button', id: 'slot-add', 'aria-disabled': busy && 'true' }, words.add),
    objection && h('p', { class: 'notice', role: 'alert', id: 'slot-objection', 'data-tone': 'error' }, words.objection[objection.text]),
  );

  function control(field, event) {
    const invalid = objection?.field === field;
    return {
      id: `slot-${field}`,
      'aria-invalid': invalid && 'true',
      'aria-describedby': invalid && 'slot-objection',
      [event]: ({ target }) => type({ [field]: target.value }),
    };
  }

  function option(day) {
    return h('option', { value: day, selected: day === typed.date }, words.longDay(day));
  }
}

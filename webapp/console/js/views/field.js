import { h } from '/js/dom.js';
import { toInput } from '../form.js';

/** Labelled controls beside each other; `values` and `errors` are by name. */
export const fields = (prefix, specs, values, errors = {}) =>
  h(
    'div',
    { class: 'fields' },
    specs.map((spec) => field(prefix, spec, values[spec.name], errors[spec.name])),
  );

const TYPES = { moment: 'datetime-local', number: 'number', date: 'date', time: 'time', week: 'text', text: 'text' };

/**
 * A labelled control.
 *
 * @param spec `{name, label, kind, options, hint, required, ...}`; kinds are text, number, moment, date, time, area and
 *     choice, whose options are `{value, label}`; `list` are proposals, or the id of a datalist elsewhere
 * @param error what is wrong with the value
 */
export function field(prefix, { name, label, kind = 'text', hint, required, wide, ...spec }, value, error) {
  const id = `${prefix}-${name}`;
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ');
  const attributes = {
    id,
    name,
    required,
    'aria-required': required && 'true',
    'aria-invalid': error && 'true',
    'aria-describedby': described || undefined,
  };
  return h(
    'div',
    { class: wide ? 'field wide' : 'field' },
    h('label', { for: id }, label, required && h('span', { class: 'soft', 'aria-hidden': 'true' }, ' *')),
    control(kind, attributes, spec, value),
    hint && h('p', { class: 'hint', id: `${id}-hint` }, hint),
    error && h('p', { class: 'objection', id: `${id}-error` }, error),
  );
}

function control(kind, attributes, { options, list, ...others }, value) {
  if (kind === 'choice')
    return h(
      'select',
      { ...attributes, ...others },
      options.map((option) => h('option', { value: option.value, selected: option.value === value }, option.label)),
    );
  if (kind === 'area') return h('textarea', { ...attributes, rows: '4', spellcheck: 'false', ...others }, value);
  return [
    h('input', {
      ...attributes,
      type: TYPES[kind],
      value: kind === 'moment' && value ? toInput(value) : value,
      autocomplete: 'off',
      autocapitalize: 'none',
      spellcheck: 'false',
      list: Array.isArray(list) ? `${attributes.id}-list` : list,
      ...others,
    }),
    Array.isArray(list) &&
      h(
        'datalist',
        { id: `${attributes.id}-list` },
        list.map((known) => h('option', { value: known })),
      ),
  ];
}

import { h } from '/js/dom.js';
import { CUSTOM, exchangesOf, formOf } from '../publish-forms.js';
import { address } from '../places.js';
import { allowed } from '../schema.js';
import { button } from './button.js';
import { field } from './field.js';
import { found } from './found.js';
import { appointment, moment } from './moment.js';

export function chooser({ words, types, place }, { read, choose }) {
  return found(words, types, {
    again: read,
    view: ({ items }) => {
      const options = [...items.map((type) => type.event_type), CUSTOM].map((value) => ({
        value,
        label: words.publish.types[value] ?? value,
      }));
      return field(
        'choose',
        { name: 'type', label: words.publish.type, kind: 'choice', options, onchange: choose },
        place.id ?? 'notification',
      );
    },
  });
}

export function form(state, { draft, publish, addRow }) {
  const { words, objections, isBusy, types } = state;
  const type = formOf(state);
  const fields = type === CUSTOM ? customFields(words, types) : type.fields(words);
  const others = Object.entries(objections ?? {}).filter(([name]) => !fields.some((known) => known.name === name));
  return h(
    'form',
    { oninput: draft, onsubmit: publish, novalidate: true },
    h('h2', {}, words.publish.types[type.name ?? CUSTOM] ?? type.name),
    h(
      'div',
      { class: 'fields' },
      fields.map((spec) => control(spec)),
    ),
    others.map(([name, message]) => h('p', { class: 'objection' }, `${name}: ${message}`)),
    h(
      'div',
      { class: 'row' },
      button('publish-send', isBusy ? words.publish.sending : words.publish.send, undefined, { main: true, submit: true, busy: isBusy }),
    ),
  );

  function control({ schema, ...spec }) {
    const said = objections?.[spec.name];
    const isMissing = spec.required && spec.kind !== 'rows' && !state.draft[spec.name];
    const wanted = (schema && allowed(words, schema)) ?? (isMissing ? words.allowed.text : undefined);
    const error = said && (wanted ? words.allowed.must(wanted) : said);
    return spec.kind === 'rows' ? rows(spec, error) : field('publish', spec, state.draft[spec.name], error);
  }

  function rows({ name, label, items }, error) {
    return h(
      'fieldset',
      { class: 'rows', id: `publish-${name}`, 'aria-describedby': error && `publish-${name}-error` },
      h('legend', {}, label),
      Array.from({ length: state.rows }, (_, row) =>
        h(
          'div',
          { class: 'fields' },
          Object.entries(items.properties).map(([column, schema]) => {
            const path = `${name}.${row}.${column}`;
            return field(
              'publish',
              { name: path, label: words.fields[column] ?? column, kind: schema.format ?? 'text' },
              state.draft[path],
            );
          }),
        ),
      ),
      error && h('p', { class: 'objection', id: `publish-${name}-error` }, error),
      button(`publish-${name}-more`, words.publish.more, addRow),
    );
  }
}

function customFields(words, types) {
  const texts = words.publish;
  return [
    {
      name: 'exchange',
      label: words.log.exchange,
      kind: 'choice',
      options: exchangesOf(types).map((value) => ({ value, label: value })),
      required: true,
    },
    { name: 'routing_key', label: words.log.routingKey, placeholder: 'custom.event.type' },
    {
      name: 'message',
      label: texts.message,
      kind: 'area',
      required: true,
      wide: true,
      hint: texts.messageHint,
      placeholder: '{"event_type": "custom.event", "user_id": "arbitro-01"}',
    },
    {
      name: 'headers',
      label: texts.headers,
      kind: 'area',
      wide: true,
      hint: texts.headersHint,
      rows: '2',
      placeholder: '{"priority": "high"}',
    },
  ];
}

/** What was published from here. */
export function published({ words, done }) {
  return [
    h('h2', {}, words.publish.done),
    h(
      'ul',
      { class: 'lines' },
      done.map(({ id, type, later, at }) =>
        h(
          'li',
          {},
          h('strong', {}, type),
          later ? h('span', {}, words.publish.goesOut, ' ', appointment(words, later)) : moment(words, at),
          h('a', { href: later ? address('upkeep') : address('log', { id }) }, later ? words.publish.toScheduled : words.live.history),
        ),
      ),
    ),
  ];
}

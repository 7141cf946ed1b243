import { h } from '/js/dom.js';
import { address } from '../places.js';
import { button, link } from './button.js';
import { field } from './field.js';
import { found } from './found.js';
import { appointment } from './moment.js';
import { table } from './table.js';

export function scheduled({ words, page, isBusy }, { read, cancel, schedule }) {
  const texts = words.upkeep;
  return [
    h('div', { class: 'row' }, h('h2', {}, texts.scheduled), button('upkeep-schedule', texts.schedule, schedule)),
    found(words, page, {
      again: read,
      empty: texts.noneScheduled,
      view: ({ items, next }) => [
        table(
          texts.scheduled,
          [
            { head: words.fields.title, cell: ({ title }) => title },
            { head: words.fields.message, cell: ({ message }) => message },
            { head: words.fields.user_id, cell: (it) => it.user_id ?? texts.everybody },
            { head: words.fields.deliver_at, cell: (it) => appointment(words, it.deliver_at) },
            {
              head: words.letters.actions,
              cell: (it) =>
                button(`unschedule-${it.event_id}`, texts.cancel, () => cancel(it), {
                  busy: isBusy,
                  tone: 'error',
                  label: `${texts.cancel}: ${it.title}`,
                }),
            },
          ],
          items,
        ),
        next && link('upkeep-next', words.nextPage, address('upkeep', { query: { after: next } })),
      ],
    }),
  ];
}

export function projection({ words, compared, comparing, isBusy }, { verify, rebuild }) {
  const texts = words.upkeep;
  return [
    h('h2', {}, texts.projection),
    h('p', { class: 'soft' }, texts.projectionText),
    h(
      'div',
      { class: 'row' },
      button('upkeep-verify', texts.verify, verify, { main: true, busy: isBusy }),
      button('upkeep-rebuild', texts.rebuild, rebuild, { busy: isBusy }),
    ),
    comparing && h('div', { role: 'status' }, h('progress', { 'aria-label': texts.comparing[comparing] }), ' ', texts.comparing[comparing]),
    compared && differences(words, compared),
  ];
}

function differences(words, { consistent, weeks, differences: all, unknown_weeks: unknown }) {
  const texts = words.upkeep;
  const text = (value) => (typeof value === 'string' ? value : JSON.stringify(value));
  return [
    consistent
      ? h('p', { class: 'notice', 'data-tone': 'success' }, texts.consistent)
      : h('p', { class: 'notice', 'data-tone': 'warning' }, texts.differences(weeks ?? all.length)),
    unknown > 0 && h('p', { class: 'notice', 'data-tone': 'info' }, texts.unknown(unknown)),
    all.length > 0 &&
      table(
        texts.projection,
        [
          { head: words.fields.referee_id, cell: (it) => it.referee_id },
          { head: words.closings.week, cell: ({ week }) => week },
          { head: texts.field, cell: (it) => it.field },
          { head: texts.log, cell: ({ log }) => text(log) },
          { head: texts.table, cell: (it) => text(it.projection) },
        ],
        all,
      ),
  ];
}

export function cache({ words, objections, isBusy, draft: typed }, { draft, invalidate }) {
  const texts = words.upkeep;
  const errors = objections ?? {};
  return h(
    'form',
    { oninput: draft, onsubmit: invalidate, novalidate: true },
    h('h2', {}, texts.cache),
    h('p', { class: 'soft' }, texts.cacheText),
    h(
      'div',
      { class: 'fields' },
      field(
        'upkeep',
        { name: 'cache', label: texts.cacheName, placeholder: 'availability', hint: texts.cacheHint },
        typed.cache,
        errors.cache,
      ),
      field('upkeep', { name: 'key', label: texts.key, placeholder: 'arbitro-01/2026-W42', hint: texts.keyHint }, typed.key, errors.key),
    ),
    h('div', { class: 'row' }, button('upkeep-forget', texts.forget, undefined, { main: true, submit: true, busy: isBusy })),
  );
}

import { h } from '/js/dom.js';

/**
 * A table that a narrow screen shows as cards, so with its roles written out.
 *
 * @param columns `{head, cell(row), number}`; the first names the row
 */
export function table(caption, columns, rows) {
  return h(
    'table',
    { class: 'table', role: 'table' },
    h('caption', { class: 'unseen' }, caption),
    h(
      'thead',
      { role: 'rowgroup' },
      h(
        'tr',
        { role: 'row' },
        columns.map(({ head, number }) => h('th', { role: 'columnheader', scope: 'col', class: number && 'number' }, head)),
      ),
    ),
    h(
      'tbody',
      { role: 'rowgroup' },
      rows.map((row) =>
        h(
          'tr',
          { role: 'row' },
          columns.map((column, i) => cell(column, row, i === 0)),
        ),
      ),
    ),
  );
}

function cell({ head, cell: content, number }, row, isFirst) {
  const attributes = { 'data-head': head, class: number && 'number' };
  return isFirst
    ? h('th', { ...attributes, role: 'rowheader', scope: 'row' }, h('div', {}, content(row)))
    : h('td', { ...attributes, role: 'cell' }, h('div', {}, content(row)));
}

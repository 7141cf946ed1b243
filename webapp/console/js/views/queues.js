import { h } from '/js/dom.js';
import { found } from './found.js';
import { moment } from './moment.js';
import { table } from './table.js';

export function list({ words, page }, { read }) {
  const texts = words.queueList;
  return found(words, page, { again: read, empty: texts.none, view: ({ items }) => table(texts.caption, columns(words, texts), items) });
}

function columns(words, texts) {
  const number = (value) => (value === null || value === undefined ? '–' : words.number(value));
  const rate =
    (name) =>
    ({ rates }) =>
      rates ? `${number(rates[name])}/s` : '–';
  return [
    { head: texts.name, cell: ({ name }) => name },
    { head: texts.type, cell: ({ type }) => texts.types[type] ?? type ?? '–' },
    { head: texts.depth, number: true, cell: ({ depth }) => number(depth) },
    { head: texts.ready, number: true, cell: ({ ready }) => number(ready) },
    { head: texts.unacknowledged, number: true, cell: (queue) => number(queue.unacknowledged) },
    {
      head: texts.consumers,
      number: true,
      cell: ({ consumers, depth }) =>
        consumers === 0 && depth > 0 ? h('span', { class: 'badge', 'data-tone': 'warning' }, texts.nobody) : number(consumers),
    },
    { head: texts.oldest, cell: (queue) => moment(words, queue.oldest_message_at) },
    { head: texts.published, number: true, cell: rate('published') },
    { head: texts.delivered, number: true, cell: rate('delivered') },
  ];
}

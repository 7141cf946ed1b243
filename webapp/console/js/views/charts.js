import { h } from '/js/dom.js';
import { Chart, isKnown } from '../chart.js';
import { found } from './found.js';

/** Which of the history's series are together in a chart; `lines` gives their names and values. */
const CHARTS = [
  { name: 'rates', lines: ({ series }) => pick(series, 'published', 'received', 'delivered') },
  { name: 'latency', lines: ({ series }) => pick(series, 'delivery_p50_ms', 'delivery_p99_ms') },
  { name: 'sessions', lines: ({ series }) => pick(series, 'sessions') },
  { name: 'waiting', lines: ({ series }) => pick(series, 'unpublished', 'dead_letters') },
  { name: 'queues', lines: ({ queues = {} }) => Object.entries(queues) },
];

const pick = (series, ...names) => names.filter((name) => series[name]).map((name) => [name, series[name]]);

/** A view of the last hour. Each chart stays, and goes on with what is new, until the language changes. */
export function charts() {
  let drawn = new Map();
  let spoken;
  return ({ words, history }, { read }) => {
    if (spoken !== words) drawn = new Map();
    spoken = words;
    return found(words, history, { again: read, empty: words.overview.noHistory, isEmpty: ({ times }) => times.length === 0, view: all });

    function all(value) {
      return CHARTS.map(({ name, lines }) => {
        if (!drawn.has(name)) drawn.set(name, new Figure(words, name));
        return drawn.get(name).show(value.times, lines(value));
      });
    }
  };
}

class Figure {
  #words;
  #name;
  #times;
  #lines;
  #legend = h('ul', { class: 'legend' });
  #at = h('span', { class: 'soft small' });
  #chart;
  #element;

  constructor(words, name) {
    this.#words = words;
    this.#name = name;
    this.#chart = new Chart(words, (index) => this.#tell(index));
    const id = `chart-${name}`;
    this.#element = h(
      'figure',
      { class: 'panel chart', 'aria-labelledby': id },
      h('figcaption', {}, h('h2', { id }, words.overview.charts[name]), this.#at),
      this.#legend,
      this.#chart.element,
    );
  }

  show(times, lines) {
    this.#times = times;
    this.#lines = lines.map(([name, values]) => ({ label: this.#words.overview.series[name] ?? name, values }));
    this.#tell(null);
    this.#chart.show(times, this.#lines);
    return this.#element;
  }

  /** Tells the values of a moment; without one, the last that are known, with their time where that is past. */
  #tell(index) {
    const isNow = !isKnown(index);
    this.#at.textContent = isNow ? this.#words.overview.now : this.#momentOf(index);
    const entries = this.#lines.map(({ label, values }, i) => {
      const at = isNow ? values.findLastIndex(isKnown) : index;
      const isPast = isNow && at >= 0 && at < this.#times.length - 1;
      return this.#entry(i, label, values[at], isPast && this.#momentOf(at));
    });
    this.#legend.replaceChildren(...entries);
  }

  #momentOf(index) {
    return this.#words.momentOf(this.#times[index] * 1_000);
  }

  #entry(i, label, value, past) {
    const told = isKnown(value) ? `${this.#words.number(value)} ${this.#words.overview.units[this.#name] ?? ''}` : '–';
    return h('li', { 'data-line': i % 6 }, label, ' ', h('strong', {}, told), past && h('span', { class: 'soft' }, ' · ', past));
  }
}

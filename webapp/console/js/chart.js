import { h } from '/js/dom.js';

const LIBRARY = '/webjars/uplot/1.6.30/dist/uPlot';
const HEIGHT = 180;
const SPAN = 3_600;
const DASHES = [[], [], [2, 3], [8, 4]];
const COLOURS = 6;

export const isKnown = (value) => value !== null && value !== undefined;

/** Where a line has a value between two gaps, which makes no stroke. */
export const lonePoints = (values) =>
  [...values.keys()].filter((i) => isKnown(values[i]) && !isKnown(values[i - 1]) && !isKnown(values[i + 1]));

let loading;

/** uPlot, loaded when the first chart is drawn. */
const library = () =>
  (loading ??= new Promise((resolve, reject) => {
    const styles = h('link', { rel: 'stylesheet', href: `${LIBRARY}.min.css` });
    const script = h('script', { src: `${LIBRARY}.iife.min.js`, onload: () => resolve(globalThis.uPlot), onerror: reject });
    document.head.append(styles, script);
  }));

/** Lines over time on a canvas that fits its place and the theme; under the pointer the legend tells that moment's values. */
export class Chart {
  element = h('div', { class: 'chart-plot', 'aria-hidden': 'true' });
  #words;
  #plot;
  #given;
  #onPoint;

  /** @param onPoint is told which of the times is pointed at; null for none */
  constructor(words, onPoint) {
    this.#words = words;
    this.#onPoint = onPoint;
    new ResizeObserver(() => this.#fit()).observe(this.element);
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => this.#draw());
  }

  /** @param lines `{label, values}`, each with one value, or null, for each of the times (seconds) */
  show(times, lines) {
    const isSame = this.#given?.lines.length === lines.length;
    this.#given = { times, lines };
    if (this.#plot && isSame) this.#plot.setData([times, ...lines.map(({ values }) => values)]);
    else this.#draw();
  }

  async #draw() {
    const UPlot = await library();
    if (!this.#given || this.element.clientWidth === 0) return;
    this.#plot?.destroy();
    const { times, lines } = this.#given;
    this.#plot = new UPlot(this.#options(lines), [times, ...lines.map(({ values }) => values)], this.element);
  }

  #fit() {
    if (!this.#plot) this.#draw();
    else if (this.element.clientWidth > 0) this.#plot.setSize({ width: this.element.clientWidth, height: HEIGHT });
  }

  #options(lines) {
    const style = getComputedStyle(this.element);
    const colour = (name) => style.getPropertyValue(name).trim();
    const axis = {
      stroke: colour('--text-soft'),
      grid: { stroke: colour('--line'), width: 1 },
      ticks: { stroke: colour('--line'), width: 1 },
      font: `12px ${style.fontFamily}`,
    };
    return {
      width: this.element.clientWidth,
      height: HEIGHT,
      legend: { show: false },
      cursor: { y: false, points: { size: 6 } },
      hooks: { setCursor: [({ cursor }) => this.#onPoint(cursor.idx)] },
      scales: { x: { range: (plot, min, max) => [max - SPAN, max] }, y: { range: (plot, min, max) => [0, Math.max(1, max ?? 0) * 1.1] } },
      axes: [
        { ...axis, size: 32, values: (plot, times) => times.map((time) => this.#words.clockOf(time * 1_000)) },
        { ...axis, size: 56, values: (plot, numbers) => numbers.map(this.#words.number) },
      ],
      series: [
        {},
        ...lines.map((line, i) => ({
          label: line.label,
          stroke: colour(`--chart-${i % COLOURS}`),
          dash: DASHES[i % DASHES.length],
          width: 2,
          points: {
            show: false,
            filter: (plot, line) => lonePoints(plot.data[line]),
            size: 5,
            fill: colour(`--chart-${i % COLOURS}`),
          },
        })),
      ],
    };
  }
}

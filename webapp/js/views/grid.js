import { brush } from '../brush.js';
import { h } from '../dom.js';
import { HALF_HOUR, clock, cover, minutes, onDay, painted } from '../slots.js';
import { daysOf, today } from '../week.js';

const FIRST = 6 * 60;
const LAST = 22 * 60;
const PAGE = 4;

/**
 * A view of the week as half hours that one paints. The table is made once for a week and a language; then only what
 * changed in a cell is touched, so that neither the focus nor a stroke is ever lost.
 */
export function grid() {
  let table;
  let made = [];
  let life;
  return (state, actions) => {
    const { words, place, week } = state;
    if (!week.slots) return null;
    const slots = state.draft ?? week.slots;
    const [from, to] = rowsFor(slots);
    const wanted = [words, place.week, place.userId, from, to];
    if (!table || wanted.some((value, i) => value !== made[i])) {
      life?.abort();
      life = new AbortController();
      made = wanted;
      table = makeTable(wanted, actions, life.signal);
    }
    table.show(state, slots);
    return table.element;
  };
}

/** 06:00 to 22:00, or as far as slots go beyond that, on full hours. */
function rowsFor(slots) {
  const from = Math.min(FIRST, ...slots.map(({ start }) => Math.floor(minutes(start) / 60) * 60));
  const to = Math.max(LAST, ...slots.map(({ end }) => Math.ceil(minutes(end) / 60) * 60));
  return [from, to];
}

function makeTable([words, week, , from, to], actions, signal) {
  const days = daysOf(week);
  const times = Array.from({ length: (to - from) / HALF_HOUR }, (_, i) => from + i * HALF_HOUR);
  const cells = times.map((time, row) => days.map((day, column) => cell(day, time, row, column)));
  const heads = days.map((day) => h('th', { scope: 'col' }, h('abbr', { title: words.longDay(day) }, dayName(day))));
  const element = h(
    'table',
    { class: 'grid', role: 'grid', 'aria-labelledby': 'week-title', 'aria-describedby': 'grid-hint', 'aria-multiselectable': 'true' },
    h('thead', {}, h('tr', {}, h('th', { scope: 'col', class: 'grid-corner' }, h('span', { class: 'unseen' }, words.hour)), heads)),
    h('tbody', {}, cells.map((row, i) => h('tr', {}, hourHead(times[i]), row))),
  );
  let current = { row: Math.min(4, times.length - 1), column: Math.max(0, days.indexOf(today())) };
  let editable = false;
  let stroke;

  element.addEventListener('keydown', onKey);
  element.addEventListener('focusin', ({ target }) => target.dataset.cell && settle(target));
  const strokes = {
    begin(target) {
      stroke = { at: target, on: isEmpty(target), before: actions.slots() };
      return editable;
    },
    over: (target) => actions.sketch(rectangle(stroke.before, stroke.at, target, stroke.on)),
    done: () => actions.sketched(stroke.before),
    dropped: () => actions.sketch(stroke.before),
    tap: (target) => editable && toggle(target),
  };
  brush(element, strokes, signal);
  return { element, show };

  function dayName(day) {
    const [name, number] = words.dayParts(day);
    return [h('span', {}, name), h('b', {}, number)];
  }

  function hourHead(time) {
    return h('th', { scope: 'row', class: time % 60 ? 'half' : undefined }, h('span', {}, clock(time)));
  }

  function cell(day, time, row, column) {
    return h(
      'td',
      {
        role: 'gridcell',
        id: `cell-${day}-${clock(time).replace(':', '')}`,
        'data-cell': `${row},${column}`,
        'data-half': time % 60 !== 0,
        tabindex: -1,
      },
      h('span', { class: 'unseen' }, words.halfHour(words.longDay(day), clock(time), clock(time + HALF_HOUR))),
    );
  }

  function show({ week: filed, busy, now }, slots) {
    editable = ['OPEN', 'MISSING'].includes(filed.state) && !busy;
    element.setAttribute('aria-readonly', String(!editable));
    element.dataset.locked = String(!['OPEN', 'MISSING'].includes(filed.state));
    heads.forEach((head, i) => head.toggleAttribute('data-today', days[i] === today(now)));
    days.forEach((day, column) => showDay(onDay(slots, day), day, column));
    rove();
  }

  function showDay(own, date, column) {
    let above = 'none';
    times.forEach((time, row) => {
      const state = cover(own, { date, from: time, to: time + HALF_HOUR });
      const first = own.find(({ start }) => minutes(start) >= time && minutes(start) < time + HALF_HOUR);
      const target = cells[row][column];
      target.dataset.cover = state;
      target.setAttribute('aria-selected', String(state !== 'none'));
      target.toggleAttribute('data-begins', state !== 'none' && (above === 'none' || Boolean(first)));
      target.dataset.label = first ? `${first.start}–${first.end}` : '';
      above = state;
    });
  }

  function onKey(event) {
    const step = STEPS[event.key];
    if (step && !event.altKey && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      const on = !isEmpty(at(current));
      current = step(current, times.length - 1);
      if (event.shiftKey && editable) paint(at(current), on);
      at(current).focus();
    } else if ((event.key === ' ' || event.key === 'Enter') && editable) {
      event.preventDefault();
      toggle(at(current));
    }
  }

  function toggle(target) {
    paint(target, isEmpty(target));
  }

  function paint(target, on) {
    actions.edit((slots) => painted(slots, stretchOf(target), on));
  }

  function rectangle(week, one, other, on) {
    const [[row, column], [lastRow, lastColumn]] = [position(one), position(other)];
    const [top, bottom] = [Math.min(row, lastRow), Math.max(row, lastRow)];
    return days
      .slice(Math.min(column, lastColumn), Math.max(column, lastColumn) + 1)
      .reduce((slots, date) => painted(slots, { date, from: times[top], to: times[bottom] + HALF_HOUR }, on), week);
  }

  function settle(target) {
    const [row, column] = position(target);
    current = { row, column };
    rove();
  }

  /** One cell of all is in the order of the Tab key. */
  function rove() {
    element.querySelector('[tabindex="0"]')?.setAttribute('tabindex', '-1');
    at(current).setAttribute('tabindex', '0');
  }

  function at({ row, column }) {
    return cells[row][column];
  }

  function isEmpty(target) {
    return cover(actions.slots(), stretchOf(target)) !== 'full';
  }

  function stretchOf(target) {
    const [row, column] = position(target);
    return { date: days[column], from: times[row], to: times[row] + HALF_HOUR };
  }
}

/** Where a key leads, given the last row. */
const STEPS = {
  ArrowUp: ({ row, column }) => ({ row: Math.max(0, row - 1), column }),
  ArrowDown: ({ row, column }, last) => ({ row: Math.min(last, row + 1), column }),
  ArrowLeft: ({ row, column }) => ({ row, column: Math.max(0, column - 1) }),
  ArrowRight: ({ row, column }) => ({ row, column: Math.min(6, column + 1) }),
  PageUp: ({ row, column }) => ({ row: Math.max(0, row - PAGE), column }),
  PageDown: ({ row, column }, last) => ({ row: Math.min(last, row + PAGE), column }),
  Home: ({ row }) => ({ row, column: 0 }),
  End: ({ row }) => ({ row, column: 6 }),
};

const position = (cell) => cell.dataset.cell.split(',').map(Number);

import { h } from '../dom.js';
import { refereeAddress } from '../routes.js';
import { hoursIn, onDay } from '../slots.js';
import { currentWeek, daysOf, numberOf, shift, today } from '../week.js';

const TONES = { OPEN: 'success', CLOSED: 'plain', EXPIRED: 'warning', MISSING: 'plain' };

export function week({ words, place, week: filed, notice, busy, now }, { remove, readAgain }) {
  const editable = filed.state === 'OPEN' || filed.state === 'MISSING';
  const told = situation(words, filed);
  return [
    head(words, place, filed),
    notice && trouble(words, notice, readAgain),
    told && h('p', { class: 'soft', role: 'status' }, told),
    filed.slots && h('div', { class: 'week-body', 'aria-busy': String(Boolean(busy)) }, h('ol', { class: 'days' }, daysOf(place.week).map(day))),
  ];

  function day(date) {
    const slots = onDay(filed.slots, date);
    return h(
      'li',
      { class: 'day', 'data-today': date === today(now) },
      h('h2', {}, h('time', { datetime: date, 'aria-label': words.longDay(date) }, words.shortDay(date))),
      slots.length > 0
        ? h('ul', { class: 'day-slots' }, slots.map(slot))
        : h('p', { class: 'day-empty' }, h('span', { 'aria-hidden': 'true' }, '–'), h('span', { class: 'unseen' }, words.noSlots)),
    );
  }

  function slot(it) {
    const { date, start, end } = it;
    return h(
      'li',
      { class: 'slot', 'data-tone': editable ? 'success' : 'plain' },
      h('span', {}, `${start}–${end}`),
      editable &&
        h(
          'button',
          { type: 'button', id: `remove-${date}-${start}`, 'aria-label': words.removeSlot(words.longDay(date), start, end), onclick: () => remove(it) },
          '×',
        ),
    );
  }
}

function head(words, { userId, week: name }, filed) {
  const step = (id, target, label, sign) =>
    h('a', { class: 'button square', id, href: refereeAddress(userId, target), 'data-go': true, 'aria-label': label, title: label }, sign);
  return h(
    'div',
    { class: 'week-head' },
    h(
      'div',
      { class: 'week-titles' },
      h('p', { class: 'soft small' }, userId),
      h(
        'div',
        {},
        h('h1', { id: 'week-title' }, words.weekTitle(numberOf(name))),
        words.status[filed.state] && h('span', { class: 'badge', 'data-tone': TONES[filed.state] }, words.status[filed.state]),
      ),
      h('p', { class: 'soft' }, words.weekSpan(name)),
    ),
    h(
      'nav',
      { class: 'week-steps', 'aria-label': words.weekTitle(numberOf(name)) },
      step('week-before', shift(name, -1), words.previousWeek, '‹'),
      h('a', { class: 'button', id: 'week-now', href: refereeAddress(userId), 'data-go': true, 'aria-current': name === currentWeek() && 'date' }, words.thisWeek),
      step('week-after', shift(name, 1), words.nextWeek, '›'),
    ),
  );
}

function trouble(words, { tone, say, retry }, readAgain) {
  return h(
    'div',
    { class: 'notice', role: 'alert', 'data-tone': tone },
    h('span', {}, say(words)),
    retry && h('button', { type: 'button', class: 'button', id: 'read-again', onclick: readAgain }, words.retry),
  );
}

/** The week in one sentence. */
function situation(words, { state, slots, closed_at: closedAt, updated_at: updatedAt }) {
  if (state === 'loading') return words.weekLoading;
  if (state === 'MISSING') return words.weekMissing;
  if (state === 'CLOSED') return words.weekClosed(closedAt ? words.bogotaTime(closedAt) : '');
  if (state === 'EXPIRED') return words.weekExpired;
  if (!slots) return null;
  if (slots.length === 0) return words.weekEmpty;
  const updated = updatedAt && words.weekUpdated(words.localTime(Date.parse(updatedAt)));
  return [words.weekSummary(slots.length, hoursIn(slots)), updated].filter(Boolean).join(' · ');
}

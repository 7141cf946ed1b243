import { h } from '../dom.js';
import { refereeAddress } from '../routes.js';
import { hoursIn } from '../slots.js';
import { currentWeek, numberOf, shift } from '../week.js';

const TONES = { OPEN: 'success', CLOSED: 'plain', EXPIRED: 'warning', MISSING: 'info' };

/** Which week, what became of it, and what is to be said about it. */
export function weekHead({ words, place, week: filed, notice }, { readAgain }) {
  const told = situation(words, filed);
  return [
    h(
      'div',
      { class: 'week-head' },
      h(
        'div',
        { class: 'week-titles' },
        h('p', { class: 'soft small' }, place.userId),
        h(
          'div',
          {},
          h('h1', { id: 'week-title' }, words.weekTitle(numberOf(place.week))),
          words.status[filed.state] && h('span', { class: 'badge', id: 'week-state', 'data-tone': TONES[filed.state] }, words.status[filed.state]),
        ),
        h('p', { class: 'soft' }, words.weekSpan(place.week)),
      ),
      steps(words, place),
    ),
    notice && trouble(words, notice, readAgain),
    told && h('p', { class: 'soft', role: 'status' }, told),
  ];
}

function steps(words, { userId, week: name }) {
  const step = (id, target, label, sign) =>
    h('a', { class: 'button square', id, href: refereeAddress(userId, target), 'data-go': true, 'aria-label': label, title: label }, sign);
  return h(
    'nav',
    { class: 'week-steps', 'aria-label': words.weeks },
    step('week-before', shift(name, -1), words.previousWeek, '‹'),
    h('a', { class: 'button', id: 'week-now', href: refereeAddress(userId), 'data-go': true, 'aria-current': name === currentWeek() && 'date' }, words.thisWeek),
    step('week-after', shift(name, 1), words.nextWeek, '›'),
  );
}

function trouble(words, { tone, say, retry }, readAgain) {
  return h(
    'div',
    { class: 'notice', role: 'alert', id: 'week-notice', 'data-tone': tone },
    h('span', {}, say(words)),
    retry && h('button', { type: 'button', class: 'button', id: 'read-again', onclick: readAgain }, words.retry),
  );
}

/** The week in one sentence. */
function situation(words, { state, slots, closed_at: closedAt, updated_at: updatedAt }) {
  if (state === 'loading') return words.weekLoading;
  if (state === 'MISSING') return words.weekMissing;
  if (state === 'CLOSED') return words.weekClosed(closedAt ? words.zonedTime(closedAt) : '');
  if (state === 'EXPIRED') return words.weekExpired;
  if (!slots) return null;
  if (slots.length === 0) return words.weekEmpty;
  const updated = updatedAt && words.weekUpdated(words.localTime(Date.parse(updatedAt)));
  return [words.weekSummary(slots.length, hoursIn(slots)), updated].filter(Boolean).join(' · ');
}

export const isEditable = ({ week }) => ['OPEN', 'MISSING'].includes(week.state);

/** What the grid's colours mean and how to paint on it. */
export function gridHint(state) {
  const { words } = state;
  return [
    h('p', { class: 'soft small', id: 'grid-hint' }, isEditable(state) ? how(words.gridHint) : words.gridLocked),
    h('p', { class: 'soft small' }, words.gridZone),
  ];
}

const how = ({ mouse, finger, keys }) => [
  h('span', { class: 'for-mouse' }, mouse, ' '),
  h('span', { class: 'for-finger' }, finger, ' '),
  h('span', {}, keys),
];

/** What is not filed yet, and what to do about it. */
export function saveBar({ words, week, draft, undoable, busy }, { save, undo, discard }) {
  if (!draft && !undoable && !busy) return null;
  const slots = draft ?? week.slots ?? [];
  return h(
    'div',
    { class: 'save-bar', role: 'group', 'aria-label': words.changes, 'data-draft': Boolean(draft) },
    h(
      'p',
      { role: 'status' },
      h('strong', {}, draft ? words.unsaved : words.saved),
      ' ',
      h('span', { class: 'small' }, words.weekSummary(slots.length, hoursIn(slots))),
    ),
    h('button', { type: 'button', class: 'button', id: 'undo', disabled: !undoable || busy, onclick: undo }, words.undo),
    draft && h('button', { type: 'button', class: 'button', id: 'discard', disabled: busy, onclick: discard }, words.discard),
    draft && h('button', { type: 'button', class: 'button main-action', id: 'save', 'aria-disabled': busy && 'true', onclick: save }, busy ? words.saving : words.save),
  );
}

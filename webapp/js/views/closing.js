import { h } from '../dom.js';
import { numberOf } from '../week.js';

const SOON = 24 * 3_600;

/** When the next week closes: in the zone of the closing, in the reader's own, and how long that is from now. */
export function closing({ words, closing: next, now }) {
  if (next === undefined) return h('p', { class: 'soft' }, '…');
  if (next === null) return h('p', { class: 'soft' }, words.closingUnknown);
  const left = Math.floor((Date.parse(next.due_at) - now) / 1_000);
  return [
    h(
      'p',
      {},
      h('strong', {}, words.closingOf(numberOf(next.week))),
      ' ',
      h('time', { class: 'soft', datetime: next.due_at }, words.closingWhen(words.zonedTime(next.due_at))),
    ),
    h(
      'p',
      { class: 'countdown', role: 'timer', 'aria-live': 'off', 'data-tone': left < SOON ? 'warning' : 'success' },
      left > 0 ? words.remaining(parts(left)) : words.closingNow,
    ),
  ];
}

const parts = (seconds) => ({
  days: Math.floor(seconds / 86_400),
  hours: Math.floor(seconds / 3_600) % 24,
  minutes: Math.floor(seconds / 60) % 60,
  seconds: seconds % 60,
});

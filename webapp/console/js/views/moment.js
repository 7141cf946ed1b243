import { h } from '/js/dom.js';

/** An instant in the reader's own zone, to the second; the whole of it on hovering. */
export const moment = (words, instant) => time(words, instant, words.momentOf);

/** As `moment`, to the minute: for what somebody made an appointment for. */
export const appointment = (words, instant) => time(words, instant, words.localTime);

function time(words, instant, told) {
  const at = typeof instant === 'string' ? Date.parse(instant) : instant;
  if (instant === null || instant === undefined || Number.isNaN(at)) return '–';
  return h('time', { datetime: new Date(at).toISOString(), title: words.fullTime(at) }, told(at));
}

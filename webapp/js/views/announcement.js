import { describe } from '../event-text.js';

/** What a screen reader says about the newest event; in a burst, only about the last. */
export function announcement({ words, events }) {
  if (events.length === 0) return null;
  const { title, text } = describe(words, events[0]);
  return document.createTextNode(`${title}. ${text}`);
}

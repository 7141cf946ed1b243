import { h } from '../dom.js';
import { describe } from '../event-text.js';

/** A view of what has just happened; it stays in the inbox and in the list of events. A toast keeps its element. */
export function toasts() {
  let drawn = new WeakMap();
  let spoken;
  return ({ words, toasts: shown }, { dropToast }) => {
    if (spoken !== words) drawn = new WeakMap();
    spoken = words;
    return shown.map((toast) => {
      if (!drawn.has(toast)) drawn.set(toast, one(words, toast, dropToast));
      return drawn.get(toast);
    });
  };
}

function one(words, toast, dropToast) {
  const { title, text, tone, mark } = toast.event ? describe(words, toast.event) : { mark: '✓', tone: 'success', ...toast.say(words) };
  return h(
    'div',
    { class: 'toast', 'data-tone': tone },
    h('span', { class: 'event-mark', 'aria-hidden': 'true' }, mark),
    h('div', {}, h('strong', {}, title), text && h('p', {}, text)),
    h('button', { type: 'button', class: 'toast-close', 'aria-label': words.dismiss, onclick: () => dropToast(toast) }, '×'),
  );
}

import { h } from '../dom.js';
import { describe } from '../event-text.js';

/** What has just happened, for a moment; it stays in the inbox and in the list of events. */
export function toasts({ words, toasts: shown }, { dropToast, holdToasts }) {
  return shown.map((toast) => {
    const { title, text, tone, mark } = toast.event ? describe(words, toast.event) : { mark: '✓', tone: 'success', ...toast.say(words) };
    return h(
      'div',
      { class: 'toast', 'data-tone': tone, onmouseenter: () => holdToasts(true), onmouseleave: () => holdToasts(false) },
      h('span', { class: 'event-mark', 'aria-hidden': 'true' }, mark),
      h('div', {}, h('strong', {}, title), text && h('p', {}, text)),
      h('button', { type: 'button', class: 'toast-close', 'aria-label': words.dismiss, onclick: () => dropToast(toast) }, '×'),
    );
  });
}

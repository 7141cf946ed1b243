import { h } from '/js/dom.js';

/** A link that looks like a button. */
export const link = (id, text, href) => h('a', { class: 'button', id, href }, text);

/** A button; while `busy` it can be reached, and does nothing. */
export function button(id, text, onclick, { tone, main, busy, label, submit } = {}) {
  return h(
    'button',
    {
      type: submit ? 'submit' : 'button',
      id,
      class: main ? 'button main-action' : 'button',
      'data-tone': tone,
      'aria-disabled': busy && 'true',
      'aria-label': label,
      onclick: busy ? (event) => event.preventDefault() : onclick,
    },
    text,
  );
}

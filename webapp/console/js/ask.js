import { h } from '/js/dom.js';

/** Asks before what cannot be taken back; resolves to whether the answer was yes. Escape is no. */
export function ask(words, { title, text, yes, tone = 'error' }) {
  return new Promise((resolve) => {
    const answer = (value) => () => dialog.close(value);
    const dialog = h(
      'dialog',
      { class: 'dialog', 'aria-labelledby': 'ask-title', 'aria-describedby': 'ask-text', 'data-tone': tone },
      h('h2', { id: 'ask-title' }, title),
      h('p', { id: 'ask-text' }, text),
      h(
        'div',
        { class: 'row' },
        h('button', { type: 'button', class: 'button', id: 'ask-no', onclick: answer('no') }, words.cancel),
        h('button', { type: 'button', class: 'button main-action', id: 'ask-yes', 'data-tone': tone, onclick: answer('yes') }, yes),
      ),
    );
    dialog.addEventListener('close', () => {
      dialog.remove();
      resolve(dialog.returnValue === 'yes');
    });
    document.body.append(dialog);
    dialog.showModal();
  });
}

import { h } from '../dom.js';

/** Asks who is there: by the login page, or where there is none by a token that one pastes. */
export function signIn({ words, signIn: asked }, { signIn, bringToken, knock }) {
  return [
    h(
      'div',
      { role: asked.again && 'alert' },
      h('h2', { id: 'sign-in-title' }, asked.again ? words.signIn.againTitle : words.signIn.title),
      h('p', { class: 'soft' }, asked.again ? words.signIn.againIntro : words.signIn.intro),
    ),
    asked.refused && h('p', { class: 'notice', role: 'alert', 'data-tone': 'error' }, words.signIn[asked.refused]),
    way(words, asked, { signIn, bringToken, knock }),
  ];
}

function way(words, { failed, login_url: login }, { signIn, bringToken, knock }) {
  if (failed) return h('button', { type: 'button', class: 'button', id: 'knock', onclick: knock }, words.retry);
  if (!login) return tokenForm(words, bringToken);
  return h('button', { type: 'button', class: 'button main-action', id: 'sign-in', onclick: signIn }, words.signIn.go);
}

function tokenForm(words, bringToken) {
  const submit = (event) => {
    event.preventDefault();
    bringToken(new FormData(event.target).get('token').trim());
  };
  return h(
    'form',
    { class: 'ask', onsubmit: submit },
    h(
      'label',
      { class: 'field' },
      words.signIn.token,
      h('input', { type: 'password', name: 'token', id: 'token', required: true, autocomplete: 'off', spellcheck: 'false' }),
    ),
    h('button', { class: 'button main-action', id: 'token-enter' }, words.signIn.enter),
  );
}

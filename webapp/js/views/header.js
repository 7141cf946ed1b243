import { h } from '../dom.js';
import { LANGUAGES } from '../i18n.js';
import { pickerAddress } from '../routes.js';

const TONES = { live: 'success', connecting: 'info', reconnecting: 'warning', stopped: 'error' };

export function header({ words, place, connection, me, inbox }, { speak, signOut, openTab }) {
  const visiting = me !== undefined && place.view === 'referee';
  const mayChoose = visiting && me.roles.includes('admin');
  return [
    h('a', { class: 'brand', href: pickerAddress(), 'data-go': true, id: 'brand' }, h('img', { src: '/favicon.svg', alt: '' }), 'SGAD Events'),
    visiting && connection && h('span', { class: 'connection', role: 'status', 'data-tone': TONES[connection] }, words.connection[connection]),
    visiting && inbox?.unread > 0 && bell(),
    me?.roles.includes('admin') && h('a', { class: 'button', href: '/console/', id: 'to-console' }, words.toConsole),
    mayChoose && h('a', { class: 'button', href: pickerAddress(), 'data-go': true, id: 'change' }, words.change),
    me?.user_id && h('button', { type: 'button', class: 'button', id: 'sign-out', onclick: signOut }, words.signOut),
    h('div', { class: 'languages', role: 'group', 'aria-label': words.languages }, Object.keys(LANGUAGES).map(choice)),
  ];

  function bell() {
    const open = () => {
      openTab('inbox');
      document.getElementById('aside').scrollIntoView({ block: 'start' });
      document.getElementById('tab-inbox').focus({ preventScroll: true });
    };
    return h('button', { type: 'button', class: 'button', id: 'bell', onclick: open }, words.inbox.unread(inbox.unread));
  }

  function choice(language) {
    const { code, name } = LANGUAGES[language];
    return h(
      'button',
      {
        type: 'button',
        id: `speak-${language}`,
        lang: language,
        'aria-label': `${code}, ${name}`,
        'aria-pressed': String(language === words.language),
        onclick: () => speak(language),
      },
      code,
    );
  }
}

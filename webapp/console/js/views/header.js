import { h } from '/js/dom.js';
import { LANGUAGES } from '/js/i18n.js';
import { button } from './button.js';

export function header({ words, me, isMenuOpen }, { speak, menu, signOut }) {
  const isIn = me?.roles.includes('admin');
  return [
    isIn &&
      h(
        'button',
        {
          type: 'button',
          class: 'button square menu-button',
          id: 'menu',
          'aria-expanded': String(isMenuOpen),
          'aria-controls': 'nav',
          'aria-label': words.menu,
          onclick: menu,
        },
        h('span', { 'aria-hidden': 'true' }, '☰'),
      ),
    h(
      'a',
      { class: 'brand', href: '#/overview', id: 'brand' },
      h('img', { src: '/favicon.svg', alt: '' }),
      h('span', {}, 'SGAD Events ', h('span', { class: 'soft brand-part' }, words.console)),
    ),
    isIn && h('a', { class: 'button', href: '/', id: 'to-pages' }, words.toPages),
    me?.user_id && h('span', { class: 'soft small who' }, me.user_id),
    me?.user_id && button('sign-out', words.signOut, signOut),
    h('div', { class: 'languages', role: 'group', 'aria-label': words.languages }, Object.keys(LANGUAGES).map(choice)),
  ];

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

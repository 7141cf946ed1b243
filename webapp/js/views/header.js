import { h } from '../dom.js';
import { LANGUAGES } from '../i18n.js';
import { pickerAddress } from '../routes.js';

const TONES = { live: 'success', connecting: 'info', reconnecting: 'warning', stopped: 'error' };

export function header({ words, place, connection }, { speak }) {
  const visiting = place.view === 'referee';
  return [
    h('a', { class: 'brand', href: pickerAddress(), 'data-go': true, id: 'brand' }, h('img', { src: '/favicon.svg', alt: '' }), 'SGAD Events'),
    visiting && h('span', { class: 'connection', role: 'status', 'data-tone': TONES[connection] }, words.connection[connection]),
    visiting && h('a', { class: 'button', href: pickerAddress(), 'data-go': true, id: 'change' }, words.change),
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

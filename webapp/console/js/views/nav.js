import { h } from '/js/dom.js';
import { address, SECTIONS } from '../places.js';

export function nav({ words, place, isMenuOpen }) {
  const groups = [...new Set(SECTIONS.map(({ group }) => group))];
  return h(
    'div',
    { class: 'nav-groups', 'data-open': isMenuOpen },
    groups.map((group) => [
      h('h2', { id: `nav-${group}` }, words.groups[group]),
      h('ul', { 'aria-labelledby': `nav-${group}` }, SECTIONS.filter((section) => section.group === group).map(entry)),
    ]),
  );

  function entry({ name }) {
    return h(
      'li',
      {},
      h('a', { href: address(name), id: `go-${name}`, 'aria-current': name === place.section && 'page' }, words.sections[name].title),
    );
  }
}

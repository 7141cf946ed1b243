import { h } from '/js/dom.js';
import { address, SECTIONS } from '../places.js';

/** What programs speak, as they read it themselves. */
const DOCUMENTS = [
  { name: 'openapi', format: 'OpenAPI' },
  { name: 'asyncapi', format: 'AsyncAPI' },
];

export function nav({ words, place, isMenuOpen }) {
  const groups = [...new Set(SECTIONS.map(({ group }) => group))];
  return h(
    'div',
    { class: 'nav-groups', 'data-open': isMenuOpen },
    groups.map((group) => [
      h('h2', { id: `nav-${group}` }, words.groups[group]),
      h('ul', { 'aria-labelledby': `nav-${group}` }, SECTIONS.filter((section) => section.group === group).map(entry)),
    ]),
    h('h2', { id: 'nav-documents' }, words.documents.title),
    h('ul', { 'aria-labelledby': 'nav-documents' }, DOCUMENTS.map(link)),
  );

  function entry({ name }) {
    return h(
      'li',
      {},
      h('a', { href: address(name), id: `go-${name}`, 'aria-current': name === place.section && 'page' }, words.sections[name].title),
    );
  }

  function link({ name, format }) {
    return h('li', {}, h('a', { href: `/${name}`, id: `read-${name}` }, words.documents[name], ' ', h('small', {}, format)));
  }
}

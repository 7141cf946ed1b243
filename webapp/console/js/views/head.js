import { h } from '/js/dom.js';

/** A section's title and what it is for. */
export const head = ({ words, place }) => [
  h('h1', {}, words.sections[place.section].title),
  h('p', { class: 'soft' }, words.sections[place.section].intro),
];

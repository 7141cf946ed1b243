import { h } from '../dom.js';

export const TABS = ['inbox', 'matches', 'live', 'preferences'];

export function tabs({ words, place, tab, inbox, matches }, { openTab }) {
  const isWaiting = ({ status, assignments }) =>
    status === 'scheduled' && assignments.some((own) => own.referee_id === place.userId && own.status === 'assigned');
  const counts = { inbox: inbox?.unread, matches: matches?.items.filter(isWaiting).length };
  return h('div', { class: 'tabs', role: 'tablist', 'aria-label': words.panels, onkeydown: walk }, TABS.map(one));

  function one(name) {
    const selected = name === tab;
    return h(
      'button',
      {
        type: 'button',
        role: 'tab',
        id: `tab-${name}`,
        'aria-selected': String(selected),
        'aria-controls': `panel-${name}`,
        tabindex: selected ? 0 : -1,
        onclick: () => openTab(name),
      },
      words.tabs[name],
      counts[name] > 0 && h('span', { class: 'count' }, counts[name] > 99 ? '99+' : counts[name]),
    );
  }

  function walk({ key }) {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[key];
    if (!step) return;
    const next = TABS[(TABS.indexOf(tab) + step + TABS.length) % TABS.length];
    openTab(next);
    document.getElementById(`tab-${next}`).focus();
  }
}

import { h } from '../dom.js';

const SHOWN = 100;

export function inbox({ words, inbox: box }, { markRead, markAllRead, readAgain }) {
  if (box.state === 'loading') return h('p', { class: 'soft' }, words.inbox.loading);
  return [
    box.state === 'failed' && h('div', { class: 'notice', role: 'alert', 'data-tone': 'warning' }, h('span', {}, words.inbox.failed), h('button', { type: 'button', class: 'button', onclick: readAgain }, words.retry)),
    h(
      'div',
      { class: 'panel-head' },
      h('p', { id: 'inbox-unread', role: 'status' }, words.inbox.unread(box.unread)),
      box.unread > 0 && h('button', { type: 'button', class: 'button', id: 'read-all', onclick: markAllRead }, words.inbox.readAll),
    ),
    box.items.length === 0 && box.state === 'ready' && h('p', { class: 'soft empty' }, words.inbox.empty),
    h('ol', { class: 'feed', id: 'inbox-items' }, box.items.slice(0, SHOWN).map(item)),
  ];

  function item({ event_id: id, title, message, created_at: at, read_at: readAt }) {
    return h(
      'li',
      { class: 'item', 'data-unread': readAt === null, id: `item-${id}` },
      h(
        'div',
        { class: 'event-head' },
        h('h3', {}, readAt === null && h('span', { class: 'unseen' }, words.inbox.isUnread), title),
        h('time', { class: 'soft small', datetime: at, title: words.fullTime(Date.parse(at)) }, words.localTime(Date.parse(at))),
      ),
      message && h('p', {}, message),
      readAt === null && h('button', { type: 'button', class: 'link', id: `read-${id}`, 'aria-label': words.inbox.readOne(title), onclick: () => markRead(id) }, words.inbox.read),
    );
  }
}

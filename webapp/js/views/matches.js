import { h } from '../dom.js';

const TONES = { assigned: 'warning', confirmed: 'success', cancelled: 'plain' };

export function matches({ words, place, matches: known }, { confirm, readAgain }) {
  const { state, items, confirming, notice } = known;
  if (state === 'loading') return h('p', { class: 'soft' }, words.matches.loading);
  return [
    state === 'failed' && h('div', { class: 'notice', role: 'alert', 'data-tone': 'warning' }, h('span', {}, words.matches.failed), h('button', { type: 'button', class: 'button', onclick: readAgain }, words.retry)),
    notice && h('p', { class: 'notice', role: 'alert', 'data-tone': notice.tone }, notice.say(words)),
    items.length === 0 && state === 'ready' && h('p', { class: 'soft empty' }, words.matches.empty),
    h('ol', { class: 'feed', id: 'match-items' }, items.map(item)),
  ];

  function item(match) {
    const own = match.assignments.find(({ referee_id: referee }) => referee === place.userId);
    const standing = match.status === 'cancelled' ? 'cancelled' : (own?.status ?? 'cancelled');
    const [day, number] = words.dayParts(words.localDay(match.kickoff_at));
    return h(
      'li',
      { class: 'match', id: `match-${match.match_id}` },
      h('div', { class: 'match-day', 'aria-hidden': 'true' }, h('span', {}, day), h('b', {}, number)),
      h(
        'div',
        { class: 'match-body' },
        h('h3', {}, match.venue),
        h('p', { class: 'soft small' }, h('time', { datetime: match.kickoff_at }, words.zonedTime(match.kickoff_at))),
        h('p', { class: 'small' }, [match.category, own && (words.role[own.role] ?? own.role)].filter(Boolean).join(' · ')),
        own?.at_risk && standing !== 'cancelled' && h('p', { class: 'notice small', 'data-tone': 'warning' }, words.matches.atRisk),
      ),
      h('span', { class: 'badge', 'data-tone': TONES[standing] }, words.matches.status[standing]),
      standing === 'assigned' &&
        h(
          'button',
          { type: 'button', class: 'button main-action', id: `confirm-${match.match_id}`, disabled: confirming === match.match_id, onclick: () => confirm(match.match_id) },
          words.matches.confirm,
        ),
    );
  }
}

const NOTIFICATION_TONES = ['info', 'success', 'warning', 'error'];

/** How each type of event reads; whatever is not here is a custom event. */
const KINDS = {
  'availability.closed': ({ event }, message) => ({ ...availability(event.closed, message), tone: 'info' }),
  'availability.expired': ({ event }, message) => ({ ...availability(event.expired, message), tone: 'warning' }),
  'availability.updated': ({ event }, message) => ({ ...availability(event.updated, message), tone: 'success' }),
  'match.assigned': (words, message) => ({ ...match(words, 'assigned', message), tone: 'info' }),
  'match.confirmed': (words, message) => ({ ...match(words, 'confirmed', message), tone: 'success' }),
  'match.cancelled': (words, message) => ({ ...match(words, 'cancelled', message), tone: 'warning' }),
  notification: ({ event }, { title, message, type }) => ({
    title: text(title) ?? event.notification.title,
    text: text(message) ?? '',
    tone: NOTIFICATION_TONES.includes(type) ? type : 'info',
  }),
};

const MARKS = { info: 'i', success: '✓', warning: '!', error: '×', plain: '{}' };

/** An event in the words of a language: `{title, text, tone, mark, at, raw}`; `raw` only for what has no words. */
export function describe(words, { message, received }) {
  const kind = Object.hasOwn(KINDS, message.event_type) ? KINDS[message.event_type] : custom;
  const told = kind(words, message);
  return { ...told, mark: MARKS[told.tone], at: instantOf(message) ?? received };
}

function availability({ title, text: say }, { week_number: week, slots, total_slots: total }) {
  return { title, text: say(week, Array.isArray(slots) ? slots.length : total) };
}

function match({ event, role: roles, bogotaTime }, kind, { kickoff_at: kickoff, venue, role }) {
  const when = instant(kickoff);
  const parts = [text(roles[role] ?? role), when && bogotaTime(when), text(venue)].filter(Boolean);
  return { title: event[kind].title, text: event[kind].text(event.match(parts)) };
}

function custom({ event }, message) {
  return { title: message.event_type, text: event.custom.text, tone: 'plain', raw: JSON.stringify(message, null, 2) };
}

function instantOf({ closed_at, expired_at, updated_at, timestamp }) {
  return instant(closed_at ?? expired_at ?? updated_at ?? timestamp);
}

/** Milliseconds; a time without an offset was written in Colombia. */
function instant(value) {
  const bare = /T[\d:.]+$/.test(value ?? '');
  const time = typeof value === 'string' ? Date.parse(bare ? `${value}-05:00` : value) : NaN;
  return Number.isNaN(time) ? undefined : time;
}

const text = (value) => (typeof value === 'string' && value.trim() ? value : undefined);

const NOTIFICATION_TONES = ['info', 'success', 'warning', 'error'];

/** How each type of event reads; whatever is not here is a custom event. */
const KINDS = {
  'availability.closed': (words, message) => ({ ...closing(words, 'closed', message), tone: 'info' }),
  'availability.expired': (words, message) => ({ ...closing(words, 'expired', message), tone: 'warning' }),
  'availability.updated': ({ event }, message) => ({ ...updated(event.updated, message), tone: 'success' }),
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

/**
 * An event in the words of a language: `{title, text, tone, mark, at, raw}`; `raw` only for what has no words. Publishers may
 * write what they like into a body: what cannot be told in words is told as it is, and never keeps the others from being told.
 */
export function describe(words, { message, received }) {
  const told = tell(words, message);
  return { ...told, mark: MARKS[told.tone], at: instantOf(message) ?? received };
}

function tell(words, message) {
  try {
    const kind = Object.hasOwn(KINDS, message.event_type) ? KINDS[message.event_type] : custom;
    return kind(words, message);
  } catch {
    return custom(words, message);
  }
}

/** Tells when the week was due, which is before the event where a closing runs late. */
function closing({ event, zonedTime }, kind, { week_number: week, closed_at: closed, expired_at: expired }) {
  const due = instant(closed ?? expired);
  return { title: event[kind].title, text: event[kind].text(text(week), due && zonedTime(due)) };
}

function updated({ title, text: say }, { week_number: week, slots, total_slots: total }) {
  return { title, text: say(text(week), Array.isArray(slots) ? slots.length : number(total)) };
}

function match({ event, role: roles, zonedTime }, kind, { kickoff_at: kickoff, venue, role }) {
  const when = instant(kickoff);
  const parts = [text(Object.hasOwn(roles, role) ? roles[role] : role), when && zonedTime(when), text(venue)].filter(Boolean);
  return { title: event[kind].title, text: event[kind].text(event.match(parts)) };
}

function custom({ event }, message) {
  return { title: String(message.event_type), text: event.custom.text, tone: 'plain', raw: JSON.stringify(message, null, 2) };
}

/** When it happened, where the event says so. */
function instantOf({ updated_at, timestamp }) {
  return instant(updated_at ?? timestamp);
}

/** Milliseconds; a time without an offset was written in Colombia. */
function instant(value) {
  if (typeof value !== 'string') return undefined;
  const time = Date.parse(/T[\d:.]+$/.test(value) ? `${value}-05:00` : value);
  return Number.isNaN(time) ? undefined : time;
}

/** A text or a whole number, as a text; nothing else is for people to read. */
const text = (value) => (typeof value === 'string' && value.trim() ? value : Number.isInteger(value) ? String(value) : undefined);

/** A whole number, also one that was written as a text. */
const number = (value) => (text(value) !== undefined && Number.isInteger(Number(value)) ? Number(value) : undefined);

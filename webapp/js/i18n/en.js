const count = (n, one, many) => `${n.toLocaleString('en-GB')} ${n === 1 ? one : many}`;

export default {
  locale: 'en-GB',
  moment: (day, time) => `${day} at ${time}`,
  name: 'English',
  code: 'EN',
  tagline: 'Availability and events, live',
  skip: 'Skip to content',
  languages: 'Language',

  connection: { connecting: 'Connecting…', live: 'Live', reconnecting: 'Reconnecting…', stopped: 'Disconnected' },

  whoTitle: 'Who are you?',
  whoIntro: 'Pick a referee to see their week and receive their events the moment they happen.',
  refereesLoading: 'Looking for who has filed this week…',
  refereesNone: 'Nobody has filed availability this week yet. Type your id and be the first.',
  refereesFailed: 'We could not get the list of referees. You can enter with an id.',
  refereesMore: (n) => `And ${count(n, 'referee', 'referees')} more: type the id.`,
  refereeDays: (n) => `${count(n, 'day', 'days')} this week`,
  idLabel: 'Id',
  idHint: 'e.g. arbitro-01',
  idRefused: (id) => `“${id}” is not an id. Use up to 128 letters without accents, digits or the signs . _ @ : | ~ + -`,
  enter: 'See my week',
  change: 'Another referee',

  closingOf: (n) => `Week ${n} closes`,
  closingWhen: (when) => `on ${when}, Bogotá time`,
  closingNow: 'Closing the week…',
  closingUnknown: 'We could not find out when the next closing is.',
  remaining: ({ days, hours, minutes, seconds }) =>
    [days && `${days} d`, `${hours} h`, `${minutes} min`, !days && `${seconds} s`].filter(Boolean).join(' '),

  weekTitle: (n) => `Week ${n}`,
  thisWeek: 'This week',
  previousWeek: 'Previous week',
  nextWeek: 'Next week',
  status: { OPEN: 'Open', CLOSED: 'Closed', EXPIRED: 'Expired', MISSING: 'Not filed' },
  weekLoading: 'Reading the week…',
  weekMissing: 'You have not filed this week yet. Add your first slot below and it is saved.',
  weekEmpty: 'This week has no slots, so nobody can assign you. Add one below.',
  weekClosed: (when) => `Closed on ${when}. It takes no more changes.`,
  weekExpired: 'This week has expired. It takes no more changes.',
  weekSummary: (slots, hours) => `${count(slots, 'slot', 'slots')} · ${count(hours, 'hour', 'hours')}`,
  weekUpdated: (when) => `updated: ${when}`,
  noSlots: 'No slots',
  slotSpoken: (start, end) => `from ${start} to ${end}`,
  removeSlot: (day, start, end) => `Remove ${day}, from ${start} to ${end}`,

  formTitle: 'Add a slot',
  day: 'Day',
  start: 'From',
  end: 'To',
  add: 'Add',
  saving: 'Saving…',
  objection: {
    startMissing: 'Say when the slot starts.',
    endMissing: 'Say when the slot ends.',
    endBeforeStart: 'The slot must end after it starts.',
    tooMany: 'A week takes up to 50 slots. Join or remove some before adding another.',
    overlaps: 'It overlaps another slot of that day. Change the times or remove the other one.',
  },

  retry: 'Try again',
  notice: {
    changedElsewhere: 'Your week was changed elsewhere. You now see the latest version: check it and repeat your change.',
    alreadyClosed: 'This week is closed already and takes no more changes. If that is wrong, talk to the coordinators.',
    refused: (said) => `Not saved: ${said || 'the server did not accept the change.'}`,
    notAllowed: 'You are not allowed to see or change this week.',
    serverTrouble: (status) => `The server had a problem (${status}). Nothing is lost; try again.`,
    unreachable: 'We could not reach the server. Check your connection and try again.',
  },

  eventsTitle: 'Live events',
  eventsEmpty: 'All quiet. Leave this page open: what happens shows here at once.',
  eventsLost: 'The connection is lost and we keep trying. Once back, we read your week again.',
  reconnect: 'Reconnect',
  stopped: {
    4500: 'Your session is no longer valid. Sign in again.',
    4501: 'This page and the server did not understand each other. Reload it.',
    4503: 'An administrator closed this connection.',
    4504: 'You have too many windows open. Close one and reconnect.',
    4507: 'You are not allowed to receive these events.',
  },
  details: 'Content',

  role: { referee: 'referee', assistant: 'assistant referee', fourth: 'fourth official', var: 'VAR' },
  event: {
    closed: { title: 'Availability Closed', text: (n) => `Your availability${week(n)} has been closed.` },
    expired: { title: 'Availability Expired', text: (n) => `Your availability${week(n)} has expired.` },
    updated: {
      title: 'Availability Updated',
      text: (n, slots) => `Your availability${week(n)} ${slots === undefined ? 'has changed' : `now has ${count(slots, 'slot', 'slots')}`}.`,
    },
    assigned: { title: 'Match Assigned', text: (what) => `You have a match${what}.` },
    confirmed: { title: 'Match Confirmed', text: (what) => `You confirmed your match${what}.` },
    cancelled: { title: 'Match Cancelled', text: (what) => `You no longer have this match${what}.` },
    match: (parts) => (parts.length ? `: ${parts.join(', ')}` : ''),
    notification: { title: 'Notification' },
    custom: { text: 'Custom event.' },
  },
};

function week(n) {
  return n === undefined ? '' : ` for week ${n}`;
}

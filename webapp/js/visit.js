import { connect } from '../client/sgad-client.js';
import { nextClosing } from './api.js';
import { Fixtures } from './fixtures.js';
import { end, token } from './identity.js';
import { Mailbox } from './mailbox.js';
import { sameWeek } from './slots.js';
import { Toasts } from './toasts.js';
import { WeekDesk } from './week-desk.js';
import { daysOf, today, weekName } from './week.js';
import { Wishes } from './wishes.js';

const SHOWN = 200;
const BAD_TOKEN = 4500;
const REPLAY_LIFE = 5_000;
const CONNECTION = { connecting: 'connecting', open: 'live', reconnecting: 'reconnecting', closed: 'stopped' };

/** A referee's visit: one live line for as long as it lasts, one desk for the week being looked at. */
export class Visit {
  #store; #client; #desk; #week;
  #replay = { left: 0, until: 0 };
  #closingAsked = 0;

  /** @param ownId who looks; undefined where nobody is asked who they are */
  constructor(store, userId, ownId) {
    const show = (patch) => store.update(patch);
    this.userId = userId;
    this.#store = store;
    show({ events: [], missed: undefined, closing: undefined, connection: undefined });
    this.toasts = new Toasts(show);
    this.mailbox = new Mailbox(userId, show);
    this.fixtures = new Fixtures(userId, show);
    this.wishes = new Wishes(userId, show);
    // a line of their own for whoever looks at another's page, as what it tells the server is in their name
    this.#client = connect({ userId, getToken: token, share: ownId === undefined || ownId === userId });
    this.#client.on('*', (event) => this.#received(event));
    this.#client.onStatus((status) => this.#connected(status));
    this.#readClosing();
  }

  get desk() {
    return this.#desk;
  }

  look(week) {
    if (week === this.#week) return;
    this.#desk?.close();
    this.#week = week;
    this.#desk = new WeekDesk(this.userId, week, (patch) => this.#store.update(patch));
    this.#store.update({ typed: { date: daysOf(week).find((day) => day >= today()) ?? daysOf(week)[0] } });
    this.#desk.read();
  }

  close() {
    this.#client.close();
    this.toasts.clear();
    for (const part of [this.#desk, this.mailbox, this.fixtures, this.wishes]) part?.close();
  }

  reconnect() {
    this.#client.reconnect();
  }

  /** With a new token: goes on where the last one ended. */
  signedIn() {
    this.#client.reconnect();
    this.readAgain();
  }

  readAgain() {
    this.#store.update({ notice: undefined });
    this.#readAll();
  }

  /** Every second: toasts go; once a closing is due, asks until the next one is announced. */
  tick(now) {
    this.toasts.tick(now);
    const { closing } = this.#store.get();
    const due = closing === null || (closing && now > Date.parse(closing.due_at));
    if (due && now - this.#closingAsked > 5_000) this.#readClosing();
  }

  #connected({ state, code, recovered, recoveredCount }) {
    const wasOpen = this.#store.get().connection === CONNECTION.open;
    this.#store.update({ connection: CONNECTION[state], stopCode: state === 'closed' ? code : undefined });
    if (state === 'closed' && code === BAD_TOKEN) end(token());
    if (state !== 'open' || wasOpen) return; // another tab that joins has it told again
    this.#replay = { left: recoveredCount ?? 0, until: Date.now() + REPLAY_LIFE };
    this.#store.update({ missed: recovered === false ? { complete: false, events: [] } : undefined });
    this.#readAll();
    this.#readClosing();
  }

  #readAll() {
    this.#desk?.read();
    this.mailbox.read();
    this.fixtures.read();
  }

  #received(message) {
    const event = { message, received: Date.now() };
    const { events } = this.#store.get();
    this.#store.update({ events: [event, ...events].slice(0, SHOWN) });
    if (this.#isReplayed()) this.#missed(event);
    else if (!this.#isOwnFiling(message)) this.toasts.add({ event });
    const type = String(message.event_type);
    if (type.startsWith('availability.') && this.#concernsWeek(message)) this.#desk?.read();
    if (type === 'availability.closed') this.#readClosing();
    if (type.startsWith('match.')) this.fixtures.read();
    this.mailbox.expect(message.event_id);
  }

  /** The first ones after a connection are those that came while there was none. */
  #isReplayed() {
    return this.#replay.left-- > 0 && Date.now() < this.#replay.until;
  }

  #missed(event) {
    const { missed } = this.#store.get();
    this.#store.update({ missed: { complete: true, ...missed, events: [event, ...(missed?.events ?? [])] } });
  }

  /** What says no more than this page shows already. */
  #isOwnFiling({ event_type: type, slots }) {
    const { week, draft } = this.#store.get();
    return type === 'availability.updated' && Array.isArray(slots) && slots.every(Boolean) && sameWeek(slots, draft ?? week.slots ?? []);
  }

  /** Publishers may leave the week out: then it may be any. */
  #concernsWeek({ week_year: year, week_number: number }) {
    return year === undefined || number === undefined || weekName(year, number) === this.#week;
  }

  async #readClosing() {
    this.#closingAsked = Date.now();
    const closing = await nextClosing().then(({ body }) => body, () => null);
    this.#store.update({ closing });
  }
}

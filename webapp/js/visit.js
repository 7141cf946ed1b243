import { connect } from '../client/sgad-client.js';
import { nextClosing } from './api.js';
import { objection, sameSlot, withSlot, withoutSlot } from './slots.js';
import { noticeOf, objectionOf } from './troubles.js';
import { WeekDesk } from './week-desk.js';
import { daysOf, today, weekName } from './week.js';

const SHOWN = 200;
const CONNECTION = { connecting: 'connecting', open: 'live', reconnecting: 'reconnecting', closed: 'stopped' };

/** A referee's visit: one live line for as long as it lasts, one desk for the week being looked at. */
export class Visit {
  #store; #client; #desk; #week;
  #closingAsked = 0;

  constructor(store, userId) {
    this.userId = userId;
    this.#store = store;
    store.update({ events: [], closing: undefined });
    this.#client = connect({ userId });
    this.#client.on('*', (event) => this.#received(event));
    this.#client.onStatus((status) => this.#connected(status));
    this.#readClosing();
  }

  look(week) {
    if (week === this.#week) return;
    this.#desk?.close();
    this.#week = week;
    this.#desk = new WeekDesk(this.userId, week, (patch) => this.#store.update(patch));
    this.#store.update({ draft: { date: daysOf(week).find((day) => day >= today()) ?? daysOf(week)[0] } });
    this.#desk.read();
  }

  close() {
    this.#client.close();
    this.#desk?.close();
  }

  reconnect() {
    this.#client.reconnect();
  }

  readAgain() {
    this.#store.update({ notice: undefined });
    this.#desk?.read();
  }

  async add(slot) {
    const { week, busy } = this.#store.get();
    if (busy) return;
    const own = objection(week.slots, slot);
    if (own) {
      this.#store.update({ objection: { field: own.field, say: (words) => words.objection[own.text] } });
      return;
    }
    const index = withSlot(week.slots, slot).findIndex((other) => sameSlot(other, slot));
    try {
      await this.#desk.change((slots) => withSlot(slots, slot));
      this.#store.update({ draft: { date: slot.date } });
    } catch (error) {
      const said = objectionOf(error, index);
      this.#store.update(said ? { objection: said } : { notice: noticeOf(error) });
    }
  }

  async remove(slot) {
    if (this.#store.get().busy) return;
    try {
      await this.#desk.change((slots) => withoutSlot(slots, slot));
    } catch (error) {
      this.#store.update({ notice: noticeOf(error) });
    }
  }

  /** Every second: once a closing is due, asks until the next one is announced. */
  tick(now) {
    const { closing } = this.#store.get();
    const due = closing === null || (closing && now > Date.parse(closing.due_at));
    if (due && now - this.#closingAsked > 5_000) this.#readClosing();
  }

  #connected({ state, code }) {
    this.#store.update({ connection: CONNECTION[state], stopCode: state === 'closed' ? code : undefined });
    if (state !== 'open') return;
    this.#desk?.read();
    this.#readClosing();
  }

  #received(message) {
    const { events } = this.#store.get();
    this.#store.update({ events: [{ message, received: Date.now() }, ...events].slice(0, SHOWN) });
    if (message.event_type.startsWith('availability.') && this.#concernsWeek(message)) this.#desk?.read();
    if (message.event_type === 'availability.closed') this.#readClosing();
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

import { inboxOf, readAllItems, readItem } from './api.js';
import { oneAtATime } from './turns.js';

const PATIENCE = [0, 400, 1_200, 3_000];

/** A user's inbox, newest first. */
export class Mailbox {
  #userId; #show;
  #inbox = { state: 'loading', items: [], unread: 0 };

  constructor(userId, show) {
    this.#userId = userId;
    this.#show = show;
    show({ inbox: this.#inbox });
  }

  close() {
    this.#show = undefined;
  }

  /** Reads all of it. */
  read = oneAtATime(() => this.#trying(async () => this.#tell(await this.#after(undefined))));

  /** Reads what has come since. */
  #readOn = oneAtATime(() =>
    this.#trying(async () => {
      const { items, unread } = await this.#after(this.#inbox.items[0]?.cursor);
      const known = this.#inbox.items;
      const fresh = items.filter(({ event_id: id }) => !known.some((item) => item.event_id === id));
      this.#tell({ state: 'ready', items: [...fresh, ...known], unread });
    }),
  );

  /** Reads on until an event is there, as it comes a moment after it was told; one that the user has muted never does. */
  async expect(eventId) {
    for (const wait of PATIENCE) {
      await new Promise((resume) => setTimeout(resume, wait));
      if (!this.#show || this.#inbox.items.some((item) => item.event_id === eventId)) return;
      await this.#readOn();
    }
  }

  markRead(eventId) {
    return this.#trying(async () => {
      const { body: item } = await readItem(this.#userId, eventId);
      const items = this.#inbox.items.map((other) => (other.event_id === eventId ? item : other));
      this.#tell({ state: 'ready', items, unread: Math.max(0, this.#inbox.unread - 1) });
    });
  }

  markAllRead() {
    return this.#trying(async () => {
      await readAllItems(this.#userId);
      await this.read();
    });
  }

  async #after(cursor) {
    const items = [];
    let page;
    for (let after = cursor; page === undefined || after; after = page.next) {
      page = (await inboxOf(this.#userId, after)).body;
      items.push(...page.items);
    }
    return { state: 'ready', items: items.reverse(), unread: page.unread };
  }

  async #trying(task) {
    try {
      await task();
    } catch {
      this.#tell({ ...this.#inbox, state: 'failed' });
    }
  }

  #tell(inbox) {
    this.#inbox = inbox;
    this.#show?.({ inbox });
  }
}

import { Problem, fileWeek, readWeek } from './api.js';
import { noticeOf } from './troubles.js';

/**
 * One week of one referee on the desk: read it, change it, file it. One request at a time, so that no
 * answer overtakes another; a desk that was closed shows nothing any more.
 */
export class WeekDesk {
  #refereeId; #week; #show;
  #turn = Promise.resolve();
  #readWaiting = false;
  #slots = [];
  #etag;
  #known = false;
  #failing = false;

  constructor(refereeId, week, show) {
    this.#refereeId = refereeId;
    this.#week = week;
    this.#show = show;
    show({ week: { state: 'loading' }, notice: undefined, objection: undefined, busy: false });
  }

  close() {
    this.#show = () => {};
  }

  /** Reads the week again; many wishes at once are one request. */
  read() {
    if (this.#readWaiting) return;
    this.#readWaiting = true;
    this.#inTurn(async () => {
      this.#readWaiting = false;
      try {
        await this.#fetch();
        if (this.#failing) this.#show({ notice: undefined });
        this.#failing = false;
      } catch (error) {
        this.#failing = true;
        this.#show({ notice: noticeOf(error), ...(!this.#known && { week: { state: 'failed' } }) });
      }
    });
  }

  /** Files the week with its slots altered. The promise fails with what the server said. */
  change(alter) {
    return this.#inTurn(async () => {
      this.#show({ busy: true, notice: undefined, objection: undefined });
      try {
        const filed = await fileWeek(this.#refereeId, this.#week, alter(this.#slots), this.#etag);
        await (filed.body ? this.#take(filed) : this.#fetch());
      } catch (error) {
        if (error instanceof Problem && [409, 412].includes(error.status)) await this.#fetch().catch(() => {});
        throw error;
      } finally {
        this.#show({ busy: false });
      }
    });
  }

  #inTurn(task) {
    const result = this.#turn.then(task);
    this.#turn = result.catch(() => {});
    return result;
  }

  async #fetch() {
    this.#take(await readWeek(this.#refereeId, this.#week));
  }

  #take(found) {
    this.#known = true;
    this.#etag = found?.etag;
    this.#slots = found?.body.slots ?? [];
    this.#show({ week: found ? { state: found.body.status, ...found.body } : { state: 'MISSING', slots: [] } });
  }
}

import { Problem, fileWeek, readWeek } from './api.js';
import { isTooMany, sameWeek } from './slots.js';
import { noticeOf } from './troubles.js';

const CONFLICTS = [409, 412];

/**
 * One week of one referee on the desk: read it, change it, undo, file it. What is changed is a draft, kept for this tab
 * until it is filed or thrown away. One request at a time, so that no answer overtakes another; a desk that was closed
 * shows nothing any more.
 */
export class WeekDesk {
  #refereeId; #week; #show; #keptAs; #draft; #etag;
  #turn = Promise.resolve();
  #readWaiting = false;
  #filed = { state: 'loading' };
  #undo = [];
  #known = false;
  #failing = false;

  constructor(refereeId, week, show) {
    this.#refereeId = refereeId;
    this.#week = week;
    this.#show = show;
    this.#keptAs = `sgad.draft:${refereeId}:${week}`;
    show({ week: this.#filed, draft: undefined, undoable: false, notice: undefined, objection: undefined, busy: false });
  }

  close() {
    this.#show = () => {};
  }

  get #isOpen() {
    return ['OPEN', 'MISSING'].includes(this.#filed.state);
  }

  /** The slots as they are seen: the draft's, else the filed ones. */
  get slots() {
    return this.#draft ?? this.#filed.slots ?? [];
  }

  /** Changes the draft by one step, which one can undo. */
  edit(alter) {
    const before = this.slots;
    this.sketch(alter(before));
    this.sketched(before);
  }

  /** Shows the draft as it would be; nothing to undo yet. */
  sketch(slots) {
    if (!this.#isOpen) return;
    const tooMany = isTooMany(slots) && { tone: 'warning', say: (words) => words.objection.tooMany };
    this.#show({ notice: tooMany || undefined, objection: undefined });
    if (!tooMany) this.#drafted(slots);
  }

  /** What was sketched since `before` is one step. */
  sketched(before) {
    if (sameWeek(this.slots, before)) return;
    this.#undo.push(before);
    this.#show({ undoable: true });
  }

  undo() {
    if (this.#isOpen && this.#undo.length > 0) this.#drafted(this.#undo.pop());
  }

  discard() {
    this.#undo = [];
    this.#drafted(this.#filed.slots ?? []);
    this.#show({ notice: undefined, objection: undefined });
  }

  /** Reads the week again; many wishes at once are one request. */
  read() {
    if (this.#readWaiting) return;
    this.#readWaiting = true;
    this.#inTurn(async () => {
      this.#readWaiting = false;
      try {
        const found = await readWeek(this.#refereeId, this.#week);
        if (this.#failing) this.#show({ notice: undefined }); // before what the week itself has to say
        this.#failing = false;
        this.#take(found);
      } catch (error) {
        this.#failing = true;
        this.#show({ notice: noticeOf(error), ...(!this.#known && { week: { state: 'failed' } }) });
      }
    });
  }

  /** Files what is seen. Where another hand was quicker the draft stays, beside the newer week. */
  save() {
    return this.#inTurn(async () => {
      this.#show({ busy: true, notice: undefined, objection: undefined });
      try {
        const sent = this.slots;
        const filed = await fileWeek(this.#refereeId, this.#week, sent, this.#etag);
        if (sameWeek(this.slots, sent)) this.#draft = undefined; // what was changed meanwhile stays
        this.#take(filed.body ? filed : await readWeek(this.#refereeId, this.#week), { isOwn: true });
        return true;
      } catch (error) {
        const isConflict = error instanceof Problem && CONFLICTS.includes(error.status);
        const notice = noticeOf(error);
        this.#failing = Boolean(notice.retry); // what the server has against the week still holds when it can be read
        this.#show({ notice });
        if (isConflict) await this.#fetch().catch(() => {});
        return false;
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

  #take(found, { isOwn = false } = {}) {
    const first = !this.#known;
    const isOther = !first && !isOwn && found?.etag !== this.#etag;
    this.#known = true;
    this.#etag = found?.etag;
    this.#filed = found ? { state: found.body.status, ...found.body } : { state: 'MISSING', slots: [] };
    if (first) this.#draft = this.#kept();
    if (this.#draft && !this.#isOpen) this.#show({ notice: { tone: 'warning', say: ({ notice }) => notice.closedMeanwhile } });
    else if (this.#draft && isOther) this.#show({ notice: { tone: 'warning', say: ({ notice }) => notice.changedElsewhere } });
    this.#drafted(this.#isOpen ? this.#draft : undefined);
  }

  /** A draft that is what was filed is none. */
  #drafted(slots) {
    const isDraft = slots !== undefined && !sameWeek(slots, this.#filed.slots ?? []);
    this.#draft = isDraft ? slots : undefined;
    if (!this.#isOpen) this.#undo = [];
    this.#keep();
    this.#show({ week: this.#filed, draft: this.#draft, undoable: this.#undo.length > 0 });
  }

  #keep() {
    try {
      if (this.#draft) sessionStorage.setItem(this.#keptAs, JSON.stringify(this.#draft));
      else sessionStorage.removeItem(this.#keptAs);
    } catch {
      // a browser that keeps nothing loses the draft with the page
    }
  }

  #kept() {
    try {
      return JSON.parse(sessionStorage.getItem(this.#keptAs)) ?? undefined;
    } catch {
      return undefined;
    }
  }
}

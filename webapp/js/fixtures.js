import { confirmMatch, matchesOf } from './api.js';
import { confirmationNoticeOf } from './troubles.js';
import { oneAtATime } from './turns.js';
import { today } from './week.js';

/** The matches of a referee that are still to come. */
export class Fixtures {
  #refereeId; #show;
  #matches = { state: 'loading', items: [] };

  constructor(refereeId, show) {
    this.#refereeId = refereeId;
    this.#show = show;
    show({ matches: this.#matches });
  }

  close() {
    this.#show = () => {};
  }

  read = oneAtATime(async () => {
    try {
      this.#tell({ state: 'ready', items: (await matchesOf(this.#refereeId, today())).body.items });
    } catch {
      this.#tell({ ...this.#matches, state: 'failed' });
    }
  });

  async confirm(matchId) {
    this.#tell({ ...this.#matches, confirming: matchId });
    const notice = await confirmMatch(matchId, this.#refereeId).then(() => undefined, confirmationNoticeOf);
    await this.read();
    if (notice) this.#tell({ ...this.#matches, notice });
  }

  #tell(matches) {
    this.#matches = matches;
    this.#show({ matches });
  }
}

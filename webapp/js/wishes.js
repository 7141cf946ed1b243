import { Problem, preferencesOf, savePreferences } from './api.js';
import { noticeOf } from './troubles.js';

/** How a user wants to be told: their preferences, as the server has them. */
export class Wishes {
  #userId; #show;
  #wishes = { state: 'loading' };

  constructor(userId, show) {
    this.#userId = userId;
    this.#show = show;
    show({ wishes: this.#wishes });
  }

  close() {
    this.#show = () => {};
  }

  async read() {
    try {
      const { body } = await preferencesOf(this.#userId);
      this.#tell({ state: 'ready', ...body });
      return body;
    } catch {
      this.#tell({ state: 'failed' });
      return undefined;
    }
  }

  /** Whether it was saved; what is wrong stands beside its field. */
  async save(wanted) {
    try {
      const { body } = await savePreferences(this.#userId, wanted);
      this.#tell({ state: 'ready', ...body });
      return true;
    } catch (error) {
      const errors = error instanceof Problem ? error.errors : [];
      this.#tell({ ...this.#wishes, ...wanted, errors, notice: noticeOf(error) });
      return false;
    }
  }

  #tell(wishes) {
    this.#wishes = wishes;
    this.#show({ wishes });
  }
}

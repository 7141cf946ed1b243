import { Problem, preferencesOf, savePreferences } from './api.js';
import { formNoticeOf } from './troubles.js';

/** What a form can say about; other muted types stay as they are. */
export const MUTABLE = ['availability.closed', 'availability.expired', 'availability.updated', 'match.*', 'notification'];

/**
 * How a user wants to be told: their preferences, as the server has them, and what was typed since, until that is saved. A
 * form's fields are `{language, email, from, to, timezone, muted}`.
 */
export class Wishes {
  #userId; #show;
  #wishes = { state: 'loading' };
  #typed;

  constructor(userId, show) {
    this.#userId = userId;
    this.#show = show;
    show({ wishes: this.#wishes, wished: undefined });
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

  type(fields) {
    this.#typed = fields;
    this.#show({ wished: fields });
  }

  /** What was saved; undefined where it was not, and then what is wrong stands beside its field. */
  async save() {
    const sent = this.#typed ?? fieldsOf(this.#wishes);
    try {
      const { body } = await savePreferences(this.#userId, this.#wanted(sent));
      if (this.#typed === sent) this.type(undefined);
      this.#tell({ state: 'ready', ...body });
      return body;
    } catch (error) {
      const errors = error instanceof Problem ? error.errors : [];
      this.#tell({ ...this.#wishes, errors, notice: formNoticeOf(error, ({ wishes }) => wishes.wrong) });
      return undefined;
    }
  }

  #wanted({ language, email, from, to, timezone, muted }) {
    return {
      language,
      email: email.trim() || null,
      quiet_hours: from || to ? { from, to, timezone: timezone.trim() } : null,
      muted_types: [...this.#wishes.muted_types.filter((type) => !MUTABLE.includes(type)), ...muted],
    };
  }

  #tell(wishes) {
    this.#wishes = wishes;
    this.#show({ wishes });
  }
}

/** What a form begins with. */
export const fieldsOf = ({ language, email, quiet_hours: quiet, muted_types: muted }) => ({
  language,
  email: email ?? '',
  from: quiet?.from ?? '',
  to: quiet?.to ?? '',
  timezone: quiet?.timezone ?? Intl.DateTimeFormat().resolvedOptions().timeZone,
  muted,
});

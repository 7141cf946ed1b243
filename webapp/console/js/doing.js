import { focusFirstWrong } from './form.js';
import { objectionsOf } from './found.js';

/**
 * How a section does things: one at a time, `isBusy` meanwhile, and tells what became of it. What the server has against a
 * form's fields is in `objections`, beside each field.
 *
 * @returns a function of what makes the request, of what to say when it is done, `(words, answer) => text`, if anything, and
 *     of what to say, `(words) => text`, where the server says that the thing is no longer so; it gives whether it was done
 */
export const doing = (store, tell) =>
  async function (request, say, sayNotSo) {
    if (store.get().isBusy) return false;
    store.update({ isBusy: true, objections: undefined });
    try {
      const answer = await request();
      if (say) tell({ tone: 'success', say: (words) => say(words, answer) });
      return true;
    } catch (error) {
      const { fields, ...refusal } = objectionsOf(error);
      if (sayNotSo && [404, 409].includes(error.status)) tell({ tone: 'warning', say: sayNotSo });
      else if (Object.keys(fields).length === 0) tell(refusal);
      else {
        store.update({ objections: fields });
        focusFirstWrong();
      }
      return false;
    } finally {
      store.update({ isBusy: false });
    }
  };

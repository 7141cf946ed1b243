import * as api from '../api.js';
import { doing } from '../doing.js';
import { entries, withOffset } from '../form.js';
import { bring } from '../found.js';
import { CUSTOM, customForm, formOf } from '../publish-forms.js';
import { chooser, form, published } from '../views/publish.js';

const KEPT = 20;

/** Any event, from a form that its schema makes. */
export default {
  initial: { types: {}, draft: {}, rows: 1, done: [], isBusy: false },
  parts: [
    { at: 'publish-chooser', view: chooser, depends: (s) => [s.words, s.types, s.place] },
    {
      at: 'publish-form',
      view: form,
      shown: (s) => s.types.value !== undefined,
      depends: (s) => [s.words, s.types, s.place, s.objections, s.rows, s.isBusy, s.sent],
    },
    { at: 'publish-done', view: published, shown: (s) => s.done.length > 0, depends: (s) => [s.words, s.done] },
  ],
  open({ store, tell, go }) {
    const attempt = doing(store, tell);
    let key = newKey();
    const read = () => bring(store, 'types', api.eventTypes());
    read();

    return {
      read,
      look: () => store.update({ draft: {}, rows: 1, objections: undefined }),
      choose: (event) => go('publish', { id: event.target.value }),
      /** What is typed; another event than the one that may have been sent already. */
      draft({ currentTarget }) {
        key = newKey();
        store.update({ draft: entries(currentTarget) });
      },
      addRow: () => store.update({ rows: store.get().rows + 1 }),
      async publish(event) {
        event.preventDefault();
        const type = formOf(store.get());
        const texts = entries(event.target);
        store.update({ draft: texts });
        await attempt(
          async () => {
            const { path, body } = type === CUSTOM ? customForm(texts) : type.request(texts);
            const { event_id: id } = await api.publish(path, body, key);
            key = newKey();
            const done = {
              id,
              type: type === CUSTOM ? texts.routing_key : type.name,
              later: texts.deliver_at && withOffset(texts.deliver_at),
              at: Date.now(),
            };
            store.update({ done: [done, ...store.get().done].slice(0, KEPT), draft: {}, rows: 1, sent: id });
          },
          ({ publish }) => publish.isDone,
        );
      },
    };
  },
};

/** The server does a thing with the same key once, so that asking again after a silence publishes nothing twice. */
const newKey = () => Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');

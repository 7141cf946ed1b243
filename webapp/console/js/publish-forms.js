import { Problem } from '/js/api.js';
import { withOffset } from './form.js';
import { fieldsOf, valuesOf } from './schema.js';

export const CUSTOM = 'custom';
const NOTIFICATION = 'notification';

/** The form that a place asks for: that of a type, or `CUSTOM`; a notification's where it asks for none. */
export function formOf({ place, types }) {
  if (place.id === CUSTOM) return CUSTOM;
  const all = types.value.items;
  const { event_type: name, schema } =
    all.find((type) => type.event_type === place.id) ?? all.find((type) => type.event_type === NOTIFICATION);
  const isNotification = name === NOTIFICATION;
  return {
    name,
    fields: (words) => [
      ...fieldsOf(words, schema),
      ...(isNotification ? [{ name: 'deliver_at', label: words.fields.deliver_at, kind: 'moment', hint: words.publish.laterHint }] : []),
    ],
    request(texts) {
      need(schema.required.filter((field) => schema.properties[field].type !== 'array'), texts);
      return {
        path: isNotification ? '/notifications' : `/events/${encodeURIComponent(name)}`,
        body: { ...valuesOf(schema, texts), ...(isNotification && texts.deliver_at && { deliver_at: withOffset(texts.deliver_at) }) },
      };
    },
  };
}

/** Fails as the server would where a field is empty that must not be. */
function need(fields, texts) {
  const errors = fields.filter((field) => !texts[field]).map((field) => ({ field, message: 'is missing' }));
  if (errors.length > 0) throw new Problem(422, { errors });
}

/** The exchanges one can publish to. */
export const exchangesOf = ({ value }) => [...new Set(value.items.map((type) => type.exchange))].sort();

/** A request for a custom event; fails as the server would where a text is no JSON. */
export function customForm({ exchange, routing_key, message, headers }) {
  return {
    path: '/events',
    body: { exchange, routing_key, message: json('message', message), ...(headers && { headers: json('headers', headers) }) },
  };
}

function json(field, text = '') {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Problem(422, { detail: error.message, errors: [{ field, message: error.message }] });
  }
}

import { withOffset } from './form.js';

/** The controls of a form for a JSON Schema's properties, and what is in them as the schema has it. */
export function fieldsOf(words, { properties, required }) {
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    label: words.fields[name] ?? name,
    required: required.includes(name),
    schema,
    hint: allowed(words, schema),
    ...control(words, name, schema),
  }));
}

function control(words, name, schema) {
  if (schema.enum)
    return {
      kind: 'choice',
      options: [{ value: '', label: '–' }, ...schema.enum.map((value) => ({ value, label: words.values[value] ?? value }))],
      hint: undefined,
    };
  if (schema.format === 'date-time') return { kind: 'moment' };
  if (schema.type === 'integer') return { kind: 'number', min: schema.minimum, max: schema.maximum };
  if (schema.type === 'array') return { kind: 'rows', items: schema.items };
  if (schema.maxLength > 1_000 && ['message', 'venue'].includes(name)) return { kind: 'area', rows: '2' };
  return { kind: 'text' };
}

/** What a schema allows, in the reader's language; undefined where the control alone makes that plain. */
export function allowed(words, schema) {
  if (schema.enum) return words.allowed.oneOf(schema.enum.map((value) => words.values[value] ?? value));
  if (schema.type === 'integer') return words.allowed.number(schema.minimum, schema.maximum);
  if (schema.pattern) return schema.pattern.includes('\\*') ? words.allowed.recipient : words.allowed.user;
  return schema.format === 'date-time' ? words.allowed.moment : undefined;
}

/** A form's texts as the values that the schema wants; what cannot be one stays a text, for the server to refuse. */
export function valuesOf({ properties }, texts) {
  const values = {};
  for (const [name, schema] of Object.entries(properties)) {
    const given = schema.type === 'array' ? rowsOf(name, schema.items, texts) : valueOf(schema, texts[name]);
    if (given !== undefined) values[name] = given;
  }
  return values;
}

function valueOf(schema, text) {
  if (text === undefined) return undefined;
  if (schema.type === 'integer') return Number.isInteger(Number(text)) ? Number(text) : text;
  return schema.format === 'date-time' ? withOffset(text) : text;
}

/** Rows are named `slots.0.date`; one that is empty is none. */
function rowsOf(name, items, texts) {
  const rows = new Map();
  for (const [path, text] of Object.entries(texts)) {
    const [field, row, column] = path.split('.');
    if (field === name && column) rows.set(row, { ...rows.get(row), [column]: text });
  }
  return [...rows.values()];
}

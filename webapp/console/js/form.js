/** A form's filled-in fields as `{name: text}`. */
export function entries(form) {
  const all = [...new FormData(form)].map(([name, value]) => [name, value.trim()]);
  return Object.fromEntries(all.filter(([, value]) => value !== ''));
}

/** What an `<input type="datetime-local">` holds, with the browser's offset: `2026-10-16T15:00:00-05:00`. */
export function withOffset(local) {
  const at = new Date(local);
  if (Number.isNaN(at.getTime())) return local;
  const minutes = -at.getTimezoneOffset();
  const [hour, minute] = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60].map(two);
  return `${toInput(at).padEnd(19, ':00')}${minutes < 0 ? '-' : '+'}${hour}:${minute}`;
}

/** An instant as such an input wants it: local, to the minute where it is a whole one. */
export function toInput(instant) {
  const at = new Date(instant);
  if (Number.isNaN(at.getTime())) return '';
  const day = [at.getFullYear(), at.getMonth() + 1, at.getDate()].map(two).join('-');
  const time = [at.getHours(), at.getMinutes(), at.getSeconds()].slice(0, at.getSeconds() === 0 ? 2 : 3);
  return `${day}T${time.map(two).join(':')}`;
}

/** Times among a form's entries, with their offset. */
export const withOffsets = (given, ...names) =>
  Object.fromEntries(Object.entries(given).map(([name, value]) => [name, names.includes(name) ? withOffset(value) : value]));

/** Once what is wrong is on screen, the first field that is wrong. */
export const focusFirstWrong = () => setTimeout(() => document.querySelector('[aria-invalid="true"]')?.focus());

const two = (number) => String(number).padStart(2, '0');

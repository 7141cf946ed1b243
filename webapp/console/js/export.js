import { exported } from './api.js';

export const FORMATS = { CSV: 'text/csv', NDJSON: 'application/x-ndjson' };

/**
 * Saves what a query finds in the log as a file. Gives how many events there are in it.
 *
 * @param onProgress is told how many there are so far
 */
export async function saveLog(format, query, onProgress) {
  const parts = [];
  let lines = 0;
  for await (const text of exported(FORMATS[format], query)) {
    const isFirst = parts.length === 0;
    parts.push(format === 'CSV' && !isFirst ? text.slice(text.indexOf('\n') + 1) : text);
    lines += countLines(format, text);
    onProgress(lines);
  }
  download(new Blob(parts, { type: FORMATS[format] }), `sgad-events-${new Date().toISOString().slice(0, 10)}.${format.toLowerCase()}`);
  return lines;
}

/** CSV ends each event with CR LF, has texts with line feeds of their own, and a heading. */
const countLines = (format, text) => (format === 'CSV' ? text.split('\r\n').length - 2 : text.split('\n').length - 1);

function download(blob, name) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

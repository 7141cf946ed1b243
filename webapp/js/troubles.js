import { Problem } from './api.js';

/** What went wrong, as a notice: `say` takes the words of a language, `retry` offers to read again. */
export function noticeOf(error) {
  if (!(error instanceof Problem)) return { tone: 'error', retry: true, say: ({ notice }) => notice.unreachable };
  const { status, message } = error;
  if (status === 412) return { tone: 'warning', say: ({ notice }) => notice.changedElsewhere };
  if (status === 409) return { tone: 'warning', say: ({ notice }) => notice.alreadyClosed };
  if (status === 401 || status === 403) return { tone: 'error', say: ({ notice }) => message || notice.notAllowed };
  if (status >= 400 && status < 500) return { tone: 'error', say: ({ notice }) => notice.refused(message) };
  return { tone: 'error', retry: true, say: ({ notice }) => notice.serverTrouble(status) };
}

/** What keeps a slot from being filed, beside the field it is about where the server named one. */
export function objectionOf(error, index) {
  if (!(error instanceof Problem) || error.status !== 422 || error.errors.length === 0) return undefined;
  const own = error.errors.map(({ field }) => new RegExp(`^\\W*slots\\W+${index}\\W+(date|start|end)$`).exec(field)?.[1]);
  const said = error.errors.map(({ message }) => message).join(' ');
  return { field: own.find(Boolean), say: ({ notice }) => notice.refused(said) };
}

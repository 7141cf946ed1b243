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

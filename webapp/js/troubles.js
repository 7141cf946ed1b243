import { Problem } from './api.js';

/** What went wrong, as a notice: `say` takes the words of a language, `retry` offers to read again. */
export function noticeOf(error) {
  if (!(error instanceof Problem)) return { tone: 'error', retry: true, say: ({ notice }) => notice.unreachable };
  const { status } = error;
  if (status === 412) return { tone: 'warning', say: ({ notice }) => notice.changedElsewhere };
  if (status === 409) return { tone: 'warning', say: ({ notice }) => notice.alreadyClosed };
  if (status === 401 || status === 403) return { tone: 'error', say: ({ notice }) => notice.notAllowed };
  if (status >= 400 && status < 500) return { tone: 'error', say: ({ notice }) => notice.refused };
  return { tone: 'error', retry: true, say: ({ notice }) => notice.serverTrouble(status) };
}

/** As above, of a match that was to be confirmed. */
export function confirmationNoticeOf(error) {
  const texts = { 404: 'isNotYours', 409: 'isCancelled', 400: 'notConfirmed', 422: 'notConfirmed' };
  const text = error instanceof Problem && texts[error.status];
  return text ? { tone: 'warning', say: ({ matches }) => matches[text] } : noticeOf(error);
}

/** As above, of a form: what is wrong with each of the fields that the server names and a language has words for. */
export function formNoticeOf(error, textsOf) {
  const fields = error instanceof Problem ? error.errors.map(({ field }) => field) : [];
  const notice = noticeOf(error);
  const say = (words) => fields.map((field) => textsOf(words)[field]).filter(Boolean).join(' ') || notice.say(words);
  return { ...notice, say };
}

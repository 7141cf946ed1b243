/** Waits between attempts, in milliseconds, with full jitter: from `shortest` to a ceiling that doubles up to `longest`. */
export function backoff({ shortest = 500, longest = 20_000, random = Math.random } = {}) {
  let failures = 0;
  return {
    next() {
      const ceiling = Math.min(longest, shortest * 2 ** ++failures);
      return Math.round(shortest + random() * (ceiling - shortest));
    },
    reset() {
      failures = 0;
    },
  };
}
